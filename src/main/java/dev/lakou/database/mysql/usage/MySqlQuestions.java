package dev.lakou.database.mysql.usage;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Questions about what goes on, each of which the server answers within two seconds or not at all. */
record MySqlQuestions(Connection connection, MySqlFlavor flavor) {
    /**
     * Since when a transaction {@code t} goes on, in seconds. The server tells it in the time zone of its machine, whatever
     * its own is; where the machine's clock jumps by an hour, the shorter answer is true.
     */
    static final String TRANSACTION_AGE =
            "least(timestampdiff(MICROSECOND, t.trx_started, convert_tz(now(6), @@session.time_zone, 'SYSTEM')) / 1e6,"
                    + " unix_timestamp(now(6)) - unix_timestamp(convert_tz(t.trx_started, 'SYSTEM', @@session.time_zone)))";

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** A driver that is told the time would end the statement by a connection of its own. */
    void each(String query, Row row) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(flavor.within(LIMIT, query));
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        }
    }

    /** Takes one row of an answer. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
