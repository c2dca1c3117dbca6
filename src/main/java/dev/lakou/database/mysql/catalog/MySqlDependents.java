package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What other databases would lose if one were dropped with the further ones of its service. The servers write views down with every name in backticks, in
 * which a table is told from an alias of the schema's name by its own; MariaDB has no view_table_usage.
 */
public final class MySqlDependents {
    private MySqlDependents() {}

    public static List<String> of(Connection connection, Identifier schema) throws SQLException {
        var own = own(connection, schema);
        try (var statement = connection.prepareStatement(
                """
                SELECT concat('foreign key ', constraint_name, ' of ', table_schema, '.', table_name), table_schema
                FROM information_schema.key_column_usage WHERE referenced_table_schema = ? AND table_schema <> ?
                UNION
                SELECT concat('view ', v.table_schema, '.', v.table_name), v.table_schema FROM information_schema.views v
                WHERE v.table_schema NOT IN (?, 'sys', 'mysql') AND EXISTS (
                    SELECT 1 FROM (SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?
                                   UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema = ?) AS own
                    WHERE locate(concat(?, '.`', replace(own.name, '`', '``'), '`'), v.view_definition) > 0)
                """)) {
            for (var parameter = 1; parameter <= 5; parameter++) {
                statement.setString(parameter, schema.value());
            }
            statement.setString(6, MySqlQuoting.INSTANCE.name(schema));
            try (var rows = statement.executeQuery()) {
                var dependents = new ArrayList<String>();
                while (rows.next()) {
                    if (!own.contains(new Identifier(rows.getString(2)))) {
                        dependents.add(rows.getString(1));
                    }
                }
                return dependents.stream().sorted().toList();
            }
        }
    }

    private static Set<Identifier> own(Connection connection, Identifier schema) throws SQLException {
        var marker = MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, schema);
        return marker.isEmpty() ? Set.of() : MySqlMarkerTable.schemas(connection, Marker.plain(marker.get()));
    }
}
