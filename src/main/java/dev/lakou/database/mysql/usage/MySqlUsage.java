package dev.lakou.database.mysql.usage;

import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Incidents;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.database.jdbc.UsageReading;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Reads what each tenant uses, by its accounts and databases. Each part is a few statements, each ended after two seconds;
 * what fails is missing in the answer.
 */
public final class MySqlUsage {
    private final Connection connection;
    private final MySqlQuestions questions;
    private final MySqlStatementCounts counts;
    private final UsageReading reading = new UsageReading();

    private MySqlUsage(Connection connection, MySqlFlavor flavor, MySqlStatementCounts counts) {
        this.connection = connection;
        this.questions = new MySqlQuestions(connection, flavor);
        this.counts = counts;
    }

    /** @param counts what earlier readings of this server were told */
    public static ServerUsage of(Connection connection, MySqlFlavor flavor, MySqlStatementCounts counts)
            throws SQLException {
        return new MySqlUsage(connection, flavor, counts).read();
    }

    private ServerUsage read() throws SQLException {
        part(Part.INCIDENTS, this::server);
        if (MySqlMarkerTable.exists(connection)) {
            var sessions = new MySqlSessionUse(questions, reading);
            part(Part.SESSIONS, sessions::read);
            part(Part.LOCKS, sessions::readLocks);
            part(Part.STORAGE, this::storage);
            part(Part.STATEMENTS, () -> statements(sessions.markers()));
        }
        return reading.end();
    }

    private void part(Part part, UsageReading.Step step) throws SQLException {
        try {
            step.read();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            reading.failed(part);
        }
    }

    private void server() throws SQLException {
        questions.each("SELECT @@max_connections", row -> reading.maxConnections(row.getInt(1)));
        var counted = new HashMap<String, OptionalLong>();
        questions.each(
                "SELECT name, count FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'",
                row -> counted.put(row.getString(1), OptionalLong.of(row.getLong(2))));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Created_tmp_files'")) {
            while (rows.next()) {
                counted.put(rows.getString(1), OptionalLong.of(rows.getLong(2)));
            }
        }
        reading.incidents(new Incidents(
                counted.getOrDefault("lock_deadlocks", OptionalLong.empty()),
                counted.getOrDefault("Created_tmp_files", OptionalLong.empty()),
                OptionalLong.empty()));
    }

    /** As the optimizer knows them: to open each table would take long. Partitions of a table are a table each in there. */
    private void storage() throws SQLException {
        var schemas = new HashMap<String, String>();
        questions.each(
                "SELECT name, marker FROM lakou.marker WHERE kind = 'schema'",
                row -> schemas.put(row.getString(1), row.getString(2)));
        schemas.values().forEach(marker -> reading.tenants().add(marker, storage(0, 0, 0, 0)));
        questions.each(
                """
                SELECT database_name, sum(clustered_index_size) * @@innodb_page_size, sum(sum_of_other_index_sizes) * @@innodb_page_size,
                       count(DISTINCT substring_index(lower(table_name), '#p#', 1)), sum(n_rows)
                FROM mysql.innodb_table_stats GROUP BY database_name
                """,
                row -> {
                    var marker = schemas.get(row.getString(1));
                    if (marker != null) {
                        reading.tenants()
                                .add(marker, storage(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                    }
                });
    }

    private static Storage storage(long tableBytes, long indexBytes, long tables, long rows) {
        return new Storage(tableBytes, indexBytes, OptionalLong.empty(), tables, rows, OptionalLong.empty());
    }

    /** Of a tenant with several accounts, once each of them has been told: half of a sum would grow by itself. */
    private void statements(Map<String, String> markers) throws SQLException {
        var statistics = MySqlStatistics.of(connection);
        if (!statistics.countsStatements()) {
            return;
        }
        var told = told(statistics, markers);
        var untold = markers.entrySet().stream()
                .filter(account -> !told.containsKey(account.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        told.forEach((user, statements) -> Optional.ofNullable(markers.get(user))
                .filter(marker -> !untold.contains(marker))
                .ifPresent(marker -> reading.tenants().add(marker, statements)));
    }

    private Map<String, Statements> told(MySqlStatistics statistics, Map<String, String> markers) throws SQLException {
        var query = statistics.statementsOfAll();
        if (query.isEmpty()) {
            return counts.of(questions, markers.keySet());
        }
        var told = new HashMap<String, Statements>();
        markers.keySet().forEach(user -> told.put(user, MySqlStatementCounts.NONE));
        questions.each(query.get(), row -> told.replace(row.getString(1), MySqlStatementCounts.read(row)));
        return told;
    }
}
