package dev.lakou.database.postgresql.usage;

import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.jdbc.UsageReading;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads what the sessions of the tenants' roles do. */
record PostgresSessionUse(Connection connection, UsageReading reading) {
    /** The roles with a marker. */
    static final String ROLES =
            """
            WITH tenant AS MATERIALIZED (
              SELECT objoid AS role, description AS marker FROM pg_shdescription
              WHERE classoid = 'pg_authid'::regclass AND description LIKE 'lakou:%/%')
            """;

    private static final String STATES =
            """
            count(*) FILTER (WHERE a.state = 'active') AS active,
            count(*) FILTER (WHERE a.state = 'idle') AS idle,
            count(*) FILTER (WHERE a.state LIKE 'idle in transaction%') AS idle_in_transaction,
            count(*) FILTER (WHERE a.state IN ('fastpath function call', 'disabled')) AS other,
            count(*) FILTER (WHERE a.pid IS NOT NULL AND a.state IS NULL) AS untold
            """;

    /** Without pg_read_all_stats, a session shows whose it is and nothing else. */
    void read() throws SQLException {
        PostgresUsage.each(
                connection,
                """
                SELECT %s FROM pg_stat_activity a
                WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend'
                """
                        .formatted(STATES),
                row -> states(row).forEach(reading::sessions));
        PostgresUsage.each(
                connection,
                ROLES
                        + """
                , login AS (
                  SELECT t.marker, r.rolcanlogin, r.rolconnlimit, count(a.pid) AS sessions, %s,
                         extract(epoch FROM max(clock_timestamp() - a.xact_start)) AS oldest,
                         extract(epoch FROM max(clock_timestamp() - a.state_change) FILTER (WHERE a.state LIKE 'idle in transaction%%')) AS longest,
                         count(*) FILTER (WHERE a.pid IN (SELECT pid FROM pg_locks WHERE NOT granted)) AS waiting
                  FROM tenant t JOIN pg_roles r ON r.oid = t.role
                  LEFT JOIN pg_stat_activity a ON a.usesysid = t.role AND coalesce(a.backend_type, 'client backend') = 'client backend'
                  GROUP BY t.marker, r.oid, r.rolcanlogin, r.rolconnlimit)
                SELECT l.*, pg_has_role(session_user, 'pg_read_all_stats', 'USAGE') AS told FROM login l WHERE l.rolcanlogin OR l.sessions > 0
                """
                                .formatted(STATES),
                row -> reading.tenants().add(row.getString("marker"), login(row)));
    }

    /** One that may not log in any more may have sessions yet, but no more of them. */
    private static Sessions login(ResultSet row) throws SQLException {
        var limit = row.getInt("rolconnlimit");
        var told = row.getBoolean("told");
        return new Sessions(
                states(row),
                row.getBoolean("rolcanlogin") ? limited(limit) : OptionalInt.of(0),
                row.getBoolean("rolcanlogin") && limit > 0 ? row.getDouble("sessions") / limit : 0,
                told ? OptionalDouble.of(row.getDouble("oldest")) : OptionalDouble.empty(),
                told ? OptionalDouble.of(row.getDouble("longest")) : OptionalDouble.empty(),
                row.getInt("waiting"),
                0);
    }

    private static OptionalInt limited(int limit) {
        return limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private static Map<SessionState, Integer> states(ResultSet row) throws SQLException {
        var states = new EnumMap<SessionState, Integer>(SessionState.class);
        for (var state : SessionState.values()) {
            var count = row.getInt(state.name());
            if (count > 0) {
                states.put(state, count);
            }
        }
        return states;
    }

    /** To find out who blocks one session stops all locking for a moment, so not more are asked about than tell enough. */
    void readLocks() throws SQLException {
        PostgresUsage.each(
                connection,
                ROLES
                        + """
                , waiting AS (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted LIMIT 100)
                SELECT wt.marker, b.pid, bt.marker, count(DISTINCT w.pid)
                FROM waiting w CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS b (pid)
                LEFT JOIN pg_stat_activity wa ON wa.pid = w.pid LEFT JOIN tenant wt ON wt.role = wa.usesysid
                LEFT JOIN pg_stat_activity ba ON ba.pid = b.pid LEFT JOIN tenant bt ON bt.role = ba.usesysid
                GROUP BY 1, 2, 3
                """,
                row -> reading.blocked(marker(row, 1), row.getInt(4), marker(row, 3), row.getInt(2)));
    }

    private static Optional<Marker> marker(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).flatMap(Marker::parse);
    }
}
