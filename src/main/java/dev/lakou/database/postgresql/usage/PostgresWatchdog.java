package dev.lakou.database.postgresql.usage;

import dev.lakou.database.SessionLimits;
import dev.lakou.database.WatchedSession;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds sessions that are too much for others, and ends them; of logins with a marker alone, and in this database alone:
 * roles belong to all databases of the server, limits do not.
 */
public final class PostgresWatchdog {
    private static final String LIMITS = "SET LOCAL statement_timeout = '2s'; SET LOCAL lock_timeout = '200ms';";

    /**
     * Without pg_read_all_stats a session shows neither its state nor its age, so none is looked at. To find out who blocks
     * one session stops all locking for a moment, so only those are asked about that have waited longest. Locks that only
     * serve to find conflicts (SIReadLock) keep nobody waiting.
     */
    private static final String SESSIONS =
            """
            WITH session AS MATERIALIZED (
              SELECT a.pid, r.rolname, d.description AS marker, coalesce(host(a.client_addr), '') AS client,
                     concat((extract(epoch FROM a.backend_start) * 1000000)::bigint, ' ', (extract(epoch FROM a.xact_start) * 1000000)::bigint) AS transaction,
                     CASE WHEN a.state LIKE 'idle in transaction%%' THEN extract(epoch FROM clock_timestamp() - a.state_change) END AS idle,
                     extract(epoch FROM clock_timestamp() - a.xact_start) AS age
              FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
              JOIN pg_shdescription d ON d.objoid = r.oid AND d.classoid = 'pg_authid'::regclass
              WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND d.description LIKE 'lakou:%%/%%'
                AND NOT r.rolsuper AND NOT r.rolreplication AND r.rolname <> session_user
                AND pg_has_role(session_user, 'pg_read_all_stats', 'USAGE')),
            held AS (
              SELECT pid, count(*) AS locks FROM pg_locks WHERE granted AND mode <> 'SIReadLock' AND %1$s IS NOT NULL GROUP BY pid),
            waiting AS MATERIALIZED (
              SELECT pid, min(waitstart) AS since FROM pg_locks WHERE NOT granted AND %2$s IS NOT NULL GROUP BY pid),
            longest AS (SELECT * FROM waiting ORDER BY since LIMIT 100),
            blocker AS (
              SELECT b.pid, extract(epoch FROM clock_timestamp() - min(w.since)) AS blocking
              FROM longest w CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS b (pid)
              WHERE b.pid NOT IN (SELECT pid FROM waiting) GROUP BY b.pid)
            SELECT s.*, h.locks, b.pid AS blocker, b.blocking FROM session s LEFT JOIN held h ON h.pid = s.pid LEFT JOIN blocker b ON b.pid = s.pid
            WHERE s.idle >= %3$s OR s.age >= %4$s OR h.locks > %1$s OR b.pid IS NOT NULL
            """;

    private final Connection connection;

    public PostgresWatchdog(Connection connection) {
        this.connection = connection;
    }

    public List<WatchedSession> sessions(SessionLimits limits) throws SQLException {
        run("BEGIN READ ONLY; " + LIMITS);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query(limits))) {
            var sessions = new ArrayList<WatchedSession>();
            while (rows.next()) {
                var marker = Marker.parse(rows.getString("marker"));
                if (marker.isPresent()) {
                    sessions.add(session(rows, marker.get()));
                }
            }
            return sessions;
        } finally {
            run("ROLLBACK");
        }
    }

    /**
     * Looks again and ends it in one statement. Only a member of its role may do that, so Lakou becomes one for this
     * transaction, which is never committed: a signal is sent all the same.
     */
    public boolean end(WatchedSession session, SessionLimits limits) throws SQLException {
        var authority = PostgresAuthority.of(connection, List.of());
        var text = new SqlText(PostgresQuoting.INSTANCE);
        if (!authority.superuser()) {
            text.sql("SET LOCAL ROLE lakou_admin; ");
        }
        authority.join(text, session.login());
        run("BEGIN; " + LIMITS);
        try {
            if (!authority.superuser()) {
                text.execute(connection);
            }
            return isEnded(session, limits);
        } finally {
            run("ROLLBACK");
        }
    }

    private boolean isEnded(WatchedSession session, SessionLimits limits) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_terminate_backend(found.pid) FROM (" + query(limits)
                + ") found WHERE found.pid = ? AND found.rolname = ? AND found.transaction = ?")) {
            statement.setLong(1, session.id());
            statement.setString(2, session.login().value());
            statement.setString(3, session.transaction());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String query(SessionLimits limits) {
        return SESSIONS.formatted(
                number(limits.locks()),
                number(limits.blocking()),
                number(limits.idleInTransaction()),
                number(limits.transaction()));
    }

    private static String number(Optional<Duration> limit) {
        return limit.map(time -> BigDecimal.valueOf(time.toMillis(), 3).toPlainString())
                .orElse("NULL");
    }

    private static String number(OptionalLong limit) {
        return limit.isPresent() ? Long.toString(limit.getAsLong()) : "NULL";
    }

    private static WatchedSession session(ResultSet row, Marker marker) throws SQLException {
        var blocking = seconds(row, "blocking");
        return new WatchedSession(
                row.getLong("pid"),
                row.getString("transaction"),
                new Identifier(row.getString("rolname")),
                marker,
                row.getString("client"),
                seconds(row, "idle"),
                seconds(row, "age"),
                row.getLong("locks"),
                row.getString("blocker") == null ? Optional.empty() : Optional.of(blocking));
    }

    /** What is absent is none; clocks that are set back make none of a time. */
    private static Duration seconds(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.max(0, Math.round(row.getDouble(column) * 1000)));
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
