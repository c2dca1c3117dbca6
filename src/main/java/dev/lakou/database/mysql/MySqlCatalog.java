package dev.lakou.database.mysql;

import dev.lakou.database.mysql.MySqlBookkeeping.Kind;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads accounts, databases and rights in their normal form. */
final class MySqlCatalog {
    /** The columns of mysql.db, in the words of GRANT. */
    private static final Map<String, Privilege> COLUMNS = Map.ofEntries(
            Map.entry("Select_priv", Privilege.SELECT),
            Map.entry("Insert_priv", Privilege.INSERT),
            Map.entry("Update_priv", Privilege.UPDATE),
            Map.entry("Delete_priv", Privilege.DELETE),
            Map.entry("Create_priv", Privilege.CREATE),
            Map.entry("Drop_priv", Privilege.DROP),
            Map.entry("References_priv", Privilege.REFERENCES),
            Map.entry("Index_priv", Privilege.INDEX),
            Map.entry("Alter_priv", Privilege.ALTER),
            Map.entry("Create_tmp_table_priv", Privilege.CREATE_TEMPORARY_TABLES),
            Map.entry("Lock_tables_priv", Privilege.LOCK_TABLES),
            Map.entry("Execute_priv", Privilege.EXECUTE),
            Map.entry("Create_view_priv", Privilege.CREATE_VIEW),
            Map.entry("Show_view_priv", Privilege.SHOW_VIEW),
            Map.entry("Create_routine_priv", Privilege.CREATE_ROUTINE),
            Map.entry("Alter_routine_priv", Privilege.ALTER_ROUTINE),
            Map.entry("Event_priv", Privilege.EVENT),
            Map.entry("Trigger_priv", Privilege.TRIGGER));

    private final Connection connection;
    private final MySqlFlavor flavor;
    private final boolean namesAreLiteral;
    private final State desired;

    MySqlCatalog(Connection connection, MySqlFlavor flavor, boolean namesAreLiteral, State desired) {
        this.connection = connection;
        this.flavor = flavor;
        this.namesAreLiteral = namesAreLiteral;
        this.desired = desired;
    }

    Set<Account> accounts() throws SQLException {
        var accounts = new HashSet<Account>();
        for (var role : desired.roles()) {
            flavor.account(connection, role.name()).ifPresent(accounts::add);
        }
        return accounts;
    }

    Set<Schema> schemas() throws SQLException {
        var schemas = new HashSet<Schema>();
        for (var schema : desired.schemas()) {
            if (exists(schema.name())) {
                var marker = MySqlBookkeeping.marker(connection, Kind.SCHEMA, schema.name());
                schemas.add(new Schema(schema.name(), Optional.empty(), marker));
            }
        }
        return schemas;
    }

    Set<Grant> grants() throws SQLException {
        var grants = new HashSet<Grant>();
        for (var role : desired.roles()) {
            for (var schema : desired.schemas()) {
                grants.addAll(grants(role.name(), schema.name()));
            }
        }
        return grants;
    }

    private boolean exists(Identifier schema) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, schema.value());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getString(1).equals(schema.value());
            }
        }
    }

    private Set<Grant> grants(Identifier user, Identifier schema) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT * FROM mysql.db WHERE host = '%' AND user = ? AND db = ?")) {
            statement.setString(1, user.value());
            statement.setString(2, namesAreLiteral ? schema.value() : MySqlPattern.of(schema));
            try (var row = statement.executeQuery()) {
                return row.next() ? grants(row, user, schema) : Set.of();
            }
        }
    }

    private static Set<Grant> grants(ResultSet row, Identifier user, Identifier schema) throws SQLException {
        var grants = new HashSet<Grant>();
        for (var column : COLUMNS.entrySet()) {
            if (row.getString(column.getKey()).equals("Y")) {
                grants.add(Grant.to(user, column.getValue(), new GrantTarget.OfSchema(schema)));
            }
        }
        return grants;
    }
}
