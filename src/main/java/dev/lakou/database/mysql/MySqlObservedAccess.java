package dev.lakou.database.mysql;

import dev.lakou.database.ObservedAccesses;
import dev.lakou.database.ObservedAccesses.Right;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObservedAccess;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which accounts of other resources may do what in a database. */
record MySqlObservedAccess(MySqlRights rights) {

    List<ObservedAccess> of(Identifier schema) throws SQLException {
        var own = MySqlMarkerTable.marker(rights.connection(), MySqlMarkerTable.Kind.SCHEMA, schema);
        var found = new ArrayList<Right>();
        read("SELECT m.marker, p.* FROM mysql.db p", rights.names().inGrant(schema), (marker, row) -> {
            var columns = row.getMetaData();
            for (var column = 1; column <= columns.getColumnCount(); column++) {
                if ("Y".equals(row.getString(column))) {
                    MySqlRights.columnPrivilege(columns.getColumnName(column))
                            .map(privilege -> new Right(marker, Optional.empty(), Optional.empty(), privilege))
                            .ifPresent(found::add);
                }
            }
        });
        read("SELECT m.marker, p.table_name, p.table_priv FROM mysql.tables_priv p", schema.value(), (marker, row) -> {
            var table = Optional.of(new Identifier(row.getString(2)));
            MySqlRights.words(row.getString(3))
                    .forEach(privilege -> found.add(new Right(marker, table, Optional.empty(), privilege)));
        });
        read(
                "SELECT m.marker, p.table_name, p.column_name, p.column_priv FROM mysql.columns_priv p",
                schema.value(),
                (marker, row) -> {
                    var table = Optional.of(new Identifier(row.getString(2)));
                    var column = Optional.of(new Identifier(row.getString(3)));
                    MySqlRights.words(row.getString(4))
                            .forEach(privilege -> found.add(new Right(marker, table, column, privilege)));
                });
        found.removeIf(right -> own.equals(Optional.of(right.holder().toString())));
        return ObservedAccesses.of(schema, found);
    }

    private void read(String query, String database, Row row) throws SQLException {
        try (var statement = rights.connection()
                .prepareStatement(query + " JOIN (" + rights.flavor().markedAccounts()
                        + ") m ON m.user = p.user WHERE p.host = '%' AND p.db = ?")) {
            statement.setString(1, database);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var marker = Marker.parse(rows.getString(1));
                    if (marker.isPresent()) {
                        row.read(marker.get(), rows);
                    }
                }
            }
        }
    }

    private interface Row {
        void read(Marker marker, ResultSet row) throws SQLException;
    }
}
