package dev.lakou.database.mysql;

import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a database holds. */
final class MySqlContents {
    private MySqlContents() {}

    static Optional<Identifier> filledTable(Connection connection, Identifier schema) throws SQLException {
        for (var table : tables(connection, schema)) {
            var look = MySqlAccounts.sql()
                    .sql("SELECT 1 FROM ")
                    .name(schema)
                    .sql(".")
                    .name(table)
                    .sql(" LIMIT 1");
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (var row = statement.executeQuery(look.text())) {
                    if (row.next()) {
                        return Optional.of(table);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Identifier> tables(Connection connection, Identifier schema) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type LIKE 'BASE%' ORDER BY 1")) {
            statement.setString(1, schema.value());
            try (var rows = statement.executeQuery()) {
                var tables = new ArrayList<Identifier>();
                while (rows.next()) {
                    tables.add(new Identifier(rows.getString(1)));
                }
                return tables;
            }
        }
    }
}
