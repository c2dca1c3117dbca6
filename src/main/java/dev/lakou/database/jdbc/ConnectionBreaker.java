package dev.lakou.database.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps those who want a connection from waiting for a server that does not answer: after a failure one at a time tries
 * again, every few seconds, and all others are told at once what that one was told. So a dead server costs the services of
 * others no thread.
 */
final class ConnectionBreaker {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Clock clock;
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile Optional<Failure> latest = Optional.empty();

    ConnectionBreaker(Clock clock) {
        this.clock = clock;
    }

    /** @throws SQLException of this attempt, or of the one before */
    <C> C connect(Attempt<C> attempt) throws SQLException {
        var failure = latest;
        if (failure.isEmpty()) {
            return attempted(attempt);
        }
        if (clock.instant().isBefore(failure.get().at().plus(PAUSE)) || !trying.compareAndSet(false, true)) {
            throw failure.get().exception();
        }
        try {
            return attempted(attempt);
        } finally {
            trying.set(false);
        }
    }

    private <C> C attempted(Attempt<C> attempt) throws SQLException {
        try {
            var connection = attempt.run();
            latest = Optional.empty();
            return connection;
        } catch (SQLException e) {
            // That all connections of the pool are in use says nothing of the server.
            if (!JdbcPool.gaveUp(Optional.ofNullable(e.getMessage()).orElse(""))) {
                latest = Optional.of(new Failure(e, clock.instant()));
            }
            throw e;
        }
    }

    /** Opens a connection. */
    interface Attempt<C> {
        C run() throws SQLException;
    }

    private record Failure(SQLException exception, Instant at) {}
}
