package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable.Kind;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import dev.lakou.model.MarkedSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Finds out what a service wants to use that is not there: databases, tables, or columns of theirs. */
public final class MySqlMissing {
    private MySqlMissing() {}

    public static Set<Identifier> of(Connection connection, Access access) throws SQLException {
        var missing = new HashSet<Identifier>();
        for (var table : access.tables()) {
            var columns = columns(connection, access.schema(), table);
            if (columns.isEmpty() || !columns.containsAll(access.columns())) {
                missing.add(table);
            }
        }
        return missing;
    }

    public static Set<MarkedSchema> marked(Connection connection, Set<MarkedSchema> schemas) throws SQLException {
        var marked = new HashSet<MarkedSchema>();
        for (var schema : schemas) {
            if (schema.marker().isOn(MySqlMarkerTable.marker(connection, Kind.SCHEMA, schema.name()))) {
                marked.add(schema);
            }
        }
        return marked;
    }

    private static Set<Identifier> columns(Connection connection, Identifier schema, Identifier table)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?")) {
            statement.setString(1, schema.value());
            statement.setString(2, table.value());
            try (var rows = statement.executeQuery()) {
                var columns = new HashSet<Identifier>();
                while (rows.next()) {
                    columns.add(new Identifier(rows.getString(1)));
                }
                return columns;
            }
        }
    }
}
