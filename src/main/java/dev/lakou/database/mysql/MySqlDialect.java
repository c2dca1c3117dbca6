package dev.lakou.database.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds out whom Lakou talks to: the product may be replaced behind its address. */
final class MySqlDialect {
    private MySqlDialect() {}

    static MySqlStatements of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@version LIKE '%MariaDB%'")) {
            row.next();
            return row.getBoolean(1)
                    ? new MySqlStatements(new MariaDbFlavor(), false)
                    : new MySqlStatements(new OracleMySqlFlavor(), partialRevokes(connection));
        }
    }

    private static boolean partialRevokes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@partial_revokes")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
