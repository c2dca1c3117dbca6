package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads which accounts of other resources may do what in a database, and in the further ones of its service. */
public record MySqlHeldByOthers(MySqlRights rights) {

    /** Nothing of what the desired schemas' own resource holds. */
    public List<HeldGrant> of(State desired) throws SQLException {
        var found = new LinkedHashSet<HeldGrant>();
        for (var marker : desired.markers()) {
            var owner = Marker.parse(marker);
            for (var schema : desired.schemas()) {
                if (owner.isPresent()) {
                    found.addAll(of(schema.name(), owner.get()));
                }
            }
        }
        return List.copyOf(found);
    }

    public List<HeldGrant> of(Identifier schema, Marker owner) throws SQLException {
        if (!owner.isOn(MySqlMarkerTable.marker(rights.connection(), MySqlMarkerTable.Kind.SCHEMA, schema))) {
            return List.of();
        }
        var found = new ArrayList<HeldGrant>();
        for (var one : MySqlMarkerTable.schemas(rights.connection(), owner.toString())) {
            found.addAll(of(one));
        }
        found.removeIf(held -> held.holder().equals(owner));
        return found;
    }

    private List<HeldGrant> of(Identifier schema) throws SQLException {
        var found = new ArrayList<HeldGrant>();
        read("SELECT m.marker, p.user, p.* FROM mysql.db p", rights.names().inGrant(schema), (holder, user, row) -> {
            var columns = row.getMetaData();
            for (var column = 1; column <= columns.getColumnCount(); column++) {
                if ("Y".equals(row.getString(column))) {
                    MySqlRights.columnPrivilege(columns.getColumnName(column))
                            .map(privilege -> Grant.to(user, privilege, new GrantTarget.OfSchema(schema)))
                            .ifPresent(grant -> found.add(new HeldGrant(holder, schema, grant)));
                }
            }
        });
        read(
                "SELECT m.marker, p.user, p.table_name, p.table_priv FROM mysql.tables_priv p",
                schema.value(),
                (holder, user, row) -> {
                    var table = new GrantTarget.OfTable(schema, new Identifier(row.getString(3)), List.of());
                    MySqlRights.words(row.getString(4))
                            .forEach(privilege ->
                                    found.add(new HeldGrant(holder, schema, Grant.to(user, privilege, table))));
                });
        read(
                "SELECT m.marker, p.user, p.table_name, p.column_name, p.column_priv FROM mysql.columns_priv p",
                schema.value(),
                (holder, user, row) -> {
                    var column = new GrantTarget.OfTable(
                            schema, new Identifier(row.getString(3)), List.of(new Identifier(row.getString(4))));
                    MySqlRights.words(row.getString(5))
                            .forEach(privilege ->
                                    found.add(new HeldGrant(holder, schema, Grant.to(user, privilege, column))));
                });
        return found;
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
                        row.read(marker.get(), new Identifier(rows.getString(2)), rows);
                    }
                }
            }
        }
    }

    private interface Row {
        void read(Marker holder, Identifier user, ResultSet row) throws SQLException;
    }
}
