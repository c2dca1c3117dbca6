package dev.lakou.database.jdbc;

import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Has a login that was just tried be free for its service: a server counts a session for some milliseconds after it ended,
 * and turns away whoever comes over the limit.
 */
public final class SpareSession {
    /** Who may have more has room for the one that is ending. */
    private static final int FEW = 3;

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private SpareSession() {}

    /** Returns once the login has room for another session, or after a second: the service may have taken it. */
    public static <X extends Exception> void await(State desired, Identifier login, Sessions<X> sessions) throws X {
        var limit = desired.role(login).map(Role::connectionLimit).orElse(Role.UNLIMITED);
        var end = System.nanoTime() + LONGEST;
        while (limit > 0 && limit <= FEW && sessions.count(login) >= limit && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** How many sessions a login has now. */
    @FunctionalInterface
    public interface Sessions<X extends Exception> {
        int count(Identifier login) throws X;
    }
}
