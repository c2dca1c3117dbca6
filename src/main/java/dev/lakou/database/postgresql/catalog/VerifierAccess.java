package dev.lakou.database.postgresql.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether the administrator may read the verifiers of passwords. A superuser may; everybody else, where a DBA allows it. */
public final class VerifierAccess {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private volatile Optional<Known> known = Optional.empty();

    public VerifierAccess(InstantSource clock) {
        this.clock = clock;
    }

    public boolean isGranted(Connection connection) throws SQLException {
        var since = clock.instant().minus(LONGEST);
        var last = known.filter(one -> one.at().isAfter(since));
        if (last.isPresent()) {
            return last.get().granted();
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT has_table_privilege('pg_authid', 'SELECT')")) {
            row.next();
            known = Optional.of(new Known(row.getBoolean(1), clock.instant()));
            return row.getBoolean(1);
        }
    }

    /** Asks a question that fails where it was taken away. */
    public <V> V watch(Question<V> question) throws SQLException {
        try {
            return question.ask();
        } catch (SQLException e) {
            known = Optional.empty();
            throw e;
        }
    }

    /** What is asked of the server, by what is known of that access. */
    public interface Question<V> {
        V ask() throws SQLException;
    }

    private record Known(boolean granted, Instant at) {}
}
