package dev.lakou.database.postgresql;

import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Blockade;
import dev.lakou.database.ServerUsage.Incidents;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.jdbc.TenantUsages;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what each tenant uses, by the oids of what carries its marker: sessions and statements belong to its roles, tables
 * to its schemas. Each part is one statement, which the server ends after two seconds; a part that it ends or refuses is
 * missing in the answer, and the others are not.
 */
final class PostgresUsage {
    /** The statistics are read as they are, and not copied first (a setting that came with 15). */
    private static final String BEGIN =
            """
            BEGIN READ ONLY;
            SELECT set_config(name, value, true)
            FROM (VALUES ('statement_timeout', '2s'), ('lock_timeout', '200ms'), ('stats_fetch_consistency', 'none')) wanted (name, value)
            WHERE name IN (SELECT name FROM pg_settings);
            """;

    private static final String ROLES =
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

    private final Connection connection;
    private final TenantUsages tenants = new TenantUsages();
    private final Map<SessionState, Integer> everybody = new EnumMap<>(SessionState.class);
    private final Map<Blockade, Integer> blocked = new HashMap<>();
    private final Set<Part> failed = EnumSet.noneOf(Part.class);
    private Incidents incidents = Incidents.UNTOLD;
    private int maxConnections;
    private long estimated;

    private PostgresUsage(Connection connection) {
        this.connection = connection;
    }

    static ServerUsage of(Connection connection) throws SQLException {
        return new PostgresUsage(connection).read();
    }

    private ServerUsage read() throws SQLException {
        var begin = System.nanoTime();
        run(BEGIN);
        try {
            part(Part.INCIDENTS, this::server);
            part(Part.SESSIONS, this::sessions);
            part(Part.LOCKS, this::locks);
            part(Part.STORAGE, this::storage);
            part(Part.STATEMENTS, this::statements);
        } finally {
            run("ROLLBACK");
        }
        return new ServerUsage(
                everybody,
                maxConnections,
                incidents,
                blocked,
                tenants.all(),
                estimated,
                failed,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** A refusal is of this part alone; where the connection has ended, the way back to the savepoint fails as well. */
    private void part(Part part, Reading reading) throws SQLException {
        run("SAVEPOINT part");
        try {
            reading.read();
        } catch (SQLException e) {
            failed.add(part);
            run("ROLLBACK TO part");
        }
    }

    private void server() throws SQLException {
        each(
                """
                SELECT current_setting('max_connections')::int, pg_stat_get_db_deadlocks(oid), pg_stat_get_db_temp_files(oid),
                       pg_stat_get_db_temp_bytes(oid)
                FROM pg_database WHERE datname = current_database()
                """,
                row -> {
                    maxConnections = row.getInt(1);
                    incidents = new Incidents(
                            OptionalLong.of(row.getLong(2)),
                            OptionalLong.of(row.getLong(3)),
                            OptionalLong.of(row.getLong(4)));
                });
    }

    /** Without pg_read_all_stats, a session shows whose it is and nothing else. */
    private void sessions() throws SQLException {
        each(
                """
                SELECT %s FROM pg_stat_activity a
                WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend'
                """
                        .formatted(STATES),
                row -> everybody.putAll(states(row)));
        each(
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
                row -> tenants.add(row.getString("marker"), login(row)));
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
    private void locks() throws SQLException {
        var blocking = new HashMap<String, Set<Integer>>();
        each(
                ROLES
                        + """
                , waiting AS (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted LIMIT 100)
                SELECT wt.marker, b.pid, bt.marker, count(DISTINCT w.pid)
                FROM waiting w CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS b (pid)
                LEFT JOIN pg_stat_activity wa ON wa.pid = w.pid LEFT JOIN tenant wt ON wt.role = wa.usesysid
                LEFT JOIN pg_stat_activity ba ON ba.pid = b.pid LEFT JOIN tenant bt ON bt.role = ba.usesysid
                GROUP BY 1, 2, 3
                """,
                row -> {
                    var blocker = Optional.ofNullable(row.getString(3));
                    blocked.merge(
                            new Blockade(
                                    Optional.ofNullable(row.getString(1)).flatMap(Marker::parse),
                                    blocker.flatMap(Marker::parse)),
                            row.getInt(4),
                            Integer::sum);
                    if (blocker.isPresent()) {
                        blocking.computeIfAbsent(blocker.get(), marker -> new HashSet<>())
                                .add(row.getInt(2));
                    }
                });
        blocking.forEach((marker, pids) -> tenants.add(marker, Sessions.blocking(pids.size())));
    }

    private void storage() throws SQLException {
        for (var size : PostgresSizes.of(connection, PostgresSizes.LOOKED_AT)) {
            tenants.add(size.marker(), size.storage());
            estimated += size.estimated();
        }
    }

    /** Those of the roles that they run as, which is the owner mostly: not those that run within others. */
    private void statements() throws SQLException {
        var function = PostgresStatistics.of(connection).statements();
        if (function.isEmpty()) {
            return;
        }
        each(
                ROLES
                        + """
                SELECT t.marker, sum(s.calls), sum(s.total_exec_time) / 1000, sum(s.rows),
                       sum(s.shared_blks_read) * current_setting('block_size')::bigint, sum(s.temp_blks_written) * current_setting('block_size')::bigint
                FROM tenant t LEFT JOIN %s(false) s ON s.userid = t.role AND s.toplevel GROUP BY t.marker
                """
                                .formatted(function.get()),
                row -> tenants.add(
                        row.getString(1),
                        new Statements(
                                row.getLong(2),
                                row.getDouble(3),
                                row.getLong(4),
                                OptionalLong.of(row.getLong(5)),
                                OptionalLong.of(row.getLong(6)))));
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void each(String query, Row row) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                row.read(rows);
            }
        }
    }

    /** Reads one part. */
    private interface Reading {
        void read() throws SQLException;
    }

    /** Takes one row of an answer. */
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
