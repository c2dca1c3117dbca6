package dev.lakou.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a service should set up its own pool, in SQLAlchemy's words; what is empty is left to the service.
 *
 * @param maxOverflow connections beyond {@code size} in a rush
 * @param recycle age at which a connection is replaced
 * @param prePing whether a connection is tried before it is used
 */
public record Pool(
        Optional<Integer> size, Optional<Integer> maxOverflow, Optional<Duration> recycle, Optional<Boolean> prePing) {

    /** As many as a process may open; empty where that is left to the service. */
    Optional<Integer> most() {
        return size.map(connections -> connections + maxOverflow.orElse(0));
    }

    Map<String, String> keys() {
        var keys = new TreeMap<String, String>();
        size.ifPresent(connections -> keys.put("DB_POOL_SIZE", connections.toString()));
        maxOverflow.ifPresent(connections -> keys.put("DB_MAX_OVERFLOW", connections.toString()));
        recycle.ifPresent(age -> keys.put("DB_POOL_RECYCLE", Long.toString(age.toSeconds())));
        prePing.ifPresent(wanted -> keys.put("DB_POOL_PRE_PING", wanted.toString()));
        return keys;
    }

    List<String> violations() {
        var violations = new ArrayList<String>();
        size.filter(connections -> connections < 1)
                .ifPresent(connections -> violations.add(
                        "spec.pool.size is %d; a pool holds at least 1 connection.".formatted(connections)));
        maxOverflow
                .filter(connections -> connections < 0)
                .ifPresent(connections ->
                        violations.add("spec.pool.maxOverflow is %d; write 0 for no overflow.".formatted(connections)));
        recycle.filter(age -> age.toSeconds() < 1)
                .ifPresent(age -> violations.add(
                        "spec.pool.recycle is %s; clients count it in seconds, write 1s or more.".formatted(age)));
        return violations;
    }
}
