package dev.lakou.database.mysql;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What other databases would lose if one were dropped. */
final class MySqlDependents {
    private MySqlDependents() {}

    static List<String> of(Connection connection, Identifier schema) throws SQLException {
        // The server writes a view down with every name in backticks; MariaDB has no view_table_usage.
        try (var statement = connection.prepareStatement(
                """
                SELECT concat('foreign key ', constraint_name, ' of ', table_schema, '.', table_name)
                FROM information_schema.key_column_usage WHERE referenced_table_schema = ? AND table_schema <> ?
                UNION
                SELECT concat('view ', table_schema, '.', table_name)
                FROM information_schema.views WHERE table_schema <> ? AND locate(concat(?, '.'), view_definition) > 0
                """)) {
            statement.setString(1, schema.value());
            statement.setString(2, schema.value());
            statement.setString(3, schema.value());
            statement.setString(4, MySqlQuoting.INSTANCE.name(schema));
            try (var rows = statement.executeQuery()) {
                var dependents = new ArrayList<String>();
                while (rows.next()) {
                    dependents.add(rows.getString(1));
                }
                return dependents.stream().sorted().toList();
            }
        }
    }
}
