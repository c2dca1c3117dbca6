package dev.lakou.database.postgresql.usage;

import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Incidents;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.jdbc.UsageReading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Reads what each tenant uses, by the oids of what carries its marker: sessions and statements belong to its roles, tables
 * to its schemas. Each part is one statement, which the server ends after two seconds; a part that it ends or refuses is
 * missing in the answer, and the others are not.
 */
public final class PostgresUsage {
    /** The statistics are read as they are, and not copied first (a setting that came with 15). */
    private static final String BEGIN =
            """
            BEGIN READ ONLY;
            SELECT set_config(name, value, true)
            FROM (VALUES ('statement_timeout', '2s'), ('lock_timeout', '200ms'), ('stats_fetch_consistency', 'none')) wanted (name, value)
            WHERE name IN (SELECT name FROM pg_settings);
            """;

    private final Connection connection;
    private final UsageReading reading = new UsageReading();

    private PostgresUsage(Connection connection) {
        this.connection = connection;
    }

    public static ServerUsage of(Connection connection) throws SQLException {
        return new PostgresUsage(connection).read();
    }

    private ServerUsage read() throws SQLException {
        var sessions = new PostgresSessionUse(connection, reading);
        run(BEGIN);
        try {
            part(Part.INCIDENTS, this::server);
            part(Part.SESSIONS, sessions::read);
            part(Part.LOCKS, sessions::readLocks);
            part(Part.STORAGE, this::storage);
            part(Part.STATEMENTS, this::statements);
        } finally {
            run("ROLLBACK");
        }
        return reading.end();
    }

    /** A refusal is of this part alone; where the connection has ended, the way back to the savepoint fails as well. */
    private void part(Part part, UsageReading.Step step) throws SQLException {
        run("SAVEPOINT part");
        try {
            step.read();
        } catch (SQLException e) {
            reading.failed(part);
            run("ROLLBACK TO part");
        }
    }

    private void server() throws SQLException {
        each(
                connection,
                """
                SELECT current_setting('max_connections')::int, pg_stat_get_db_deadlocks(oid), pg_stat_get_db_temp_files(oid),
                       pg_stat_get_db_temp_bytes(oid)
                FROM pg_database WHERE datname = current_database()
                """,
                row -> {
                    reading.maxConnections(row.getInt(1));
                    reading.incidents(new Incidents(
                            OptionalLong.of(row.getLong(2)),
                            OptionalLong.of(row.getLong(3)),
                            OptionalLong.of(row.getLong(4))));
                });
    }

    private void storage() throws SQLException {
        for (var size : PostgresSizes.of(connection, PostgresSizes.LOOKED_AT)) {
            reading.tenants().add(size.marker(), size.storage());
            reading.estimated(size.estimated());
        }
    }

    /** Those of the roles that they run as, which is the owner mostly: not those that run within others. */
    private void statements() throws SQLException {
        var function = PostgresStatistics.of(connection).statements();
        if (function.isEmpty()) {
            return;
        }
        each(
                connection,
                PostgresSessionUse.ROLES
                        + """
                SELECT t.marker, sum(s.calls), sum(s.total_exec_time) / 1000, sum(s.rows),
                       sum(s.shared_blks_read) * current_setting('block_size')::bigint, sum(s.temp_blks_written) * current_setting('block_size')::bigint
                FROM tenant t LEFT JOIN %s(false) s ON s.userid = t.role AND s.toplevel GROUP BY t.marker
                """
                                .formatted(function.get()),
                row -> reading.tenants()
                        .add(
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

    static void each(Connection connection, String query, Row row) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                row.read(rows);
            }
        }
    }

    /** Takes one row of an answer. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
