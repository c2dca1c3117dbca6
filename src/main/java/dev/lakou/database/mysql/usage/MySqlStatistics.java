package dev.lakou.database.mysql.usage;

import dev.lakou.database.ServerReport.Shortcoming;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What a server counts of its users.
 *
 * @param schema whether it has its performance_schema on
 * @param users whether it has MariaDB's statistics of users on; empty in MySQL, which has none
 */
public record MySqlStatistics(boolean schema, Optional<Boolean> users) {

    private static final String SCHEMA_ON =
            "-- performance_schema = ON in the configuration of the server, which takes a restart";

    /** MariaDB's statistics of users do not tell what ran. */
    static final Shortcoming DIGESTS_MISSING =
            Shortcoming.ofSetting("The server does not keep which statements ran.", SCHEMA_ON);

    public static MySqlStatistics of(Connection connection) throws SQLException {
        var found = new HashMap<String, Boolean>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SHOW GLOBAL VARIABLES WHERE variable_name IN ('performance_schema', 'userstat')")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2).equalsIgnoreCase("ON"));
            }
        }
        return new MySqlStatistics(
                found.getOrDefault("performance_schema", false), Optional.ofNullable(found.get("userstat")));
    }

    boolean countsStatements() {
        return schema || users.orElse(false);
    }

    /**
     * A query for the user, calls, seconds and rows of statements of everybody; empty for MySQL, where {@link
     * MySqlStatementCounts} asks for some at a time. MariaDB has its own statistics at hand.
     */
    Optional<String> statementsOfAll() {
        return users.map(
                on -> on
                        ? """
                        SELECT user, select_commands + update_commands + other_commands, busy_time,
                               rows_sent + rows_inserted + rows_updated + rows_deleted
                        FROM information_schema.user_statistics
                        """
                        : """
                        SELECT user, sum(count_star), sum(sum_timer_wait) / 1e12, sum(sum_rows_sent + sum_rows_affected)
                        FROM performance_schema.events_statements_summary_by_account_by_event_name
                        WHERE user IS NOT NULL GROUP BY user
                        """);
    }

    /** What a DBA can do so that MySQL tells who waits for whom; MariaDB tells that of rows in any case. */
    public Optional<Shortcoming> waitsUntold() {
        return schema || users.isPresent()
                ? Optional.empty()
                : Optional.of(Shortcoming.ofSetting("The server does not tell who waits for whom.", SCHEMA_ON));
    }

    /** What a DBA can do so that statements are counted. */
    public List<Shortcoming> missing() {
        if (countsStatements()) {
            return List.of();
        }
        return List.of(Shortcoming.ofSetting(
                "The server does not count what the statements of each service take.",
                users.isPresent() ? "SET GLOBAL userstat = ON; -- and in the configuration of the server" : SCHEMA_ON));
    }
}
