package dev.lakou.database.mysql;

import dev.lakou.database.mysql.flavor.MariaDbFlavor;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.database.mysql.flavor.OracleMySqlFlavor;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds out whom Lakou talks to: the product may be replaced behind its address. */
public final class MySqlDialect {
    private MySqlDialect() {}

    public static MySqlStatements of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@version LIKE '%MariaDB%'")) {
            row.next();
            var isMariaDb = row.getBoolean(1);
            var flavor = isMariaDb ? new MariaDbFlavor() : new OracleMySqlFlavor();
            return new MySqlStatements(flavor, MySqlNames.of(connection, !isMariaDb));
        }
    }
}
