package dev.lakou.database;

import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.time.Duration;
import java.util.Optional;

/**
 * A session of a login that carries a marker.
 *
 * @param id by which its server ends it
 * @param transaction what only this session has, and only as long as its transaction goes on
 * @param client the address that it comes from; empty where there is none
 * @param idle how long it has done nothing in its transaction; zero while it works, or has none
 * @param age of its transaction; zero where it has none
 * @param locks how many it holds; zero where nobody asked
 * @param blocking for how long somebody has waited for it, zero where the server does not say since when; empty where nobody does
 */
public record WatchedSession(
        long id,
        String transaction,
        Identifier login,
        Marker marker,
        String client,
        Duration idle,
        Duration age,
        long locks,
        Optional<Duration> blocking) {

    /** Whether it is over one of the limits, or others wait for it and blocking has one. */
    public boolean concerns(SessionLimits limits) {
        return limits.idleInTransaction()
                        .filter(limit -> idle.compareTo(limit) >= 0)
                        .isPresent()
                || limits.transaction()
                        .filter(limit -> age.compareTo(limit) >= 0)
                        .isPresent()
                || limits.locks().isPresent() && locks > limits.locks().getAsLong()
                || limits.blocking().isPresent() && blocking.isPresent();
    }
}
