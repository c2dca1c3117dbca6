package dev.lakou.database.mysql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rights that accounts have on databases, tables and columns.
 */
record MySqlRights(Connection connection, MySqlFlavor flavor, MySqlNames names) {
    /** The columns of mysql.db that are not called like their privilege. */
    private static final Map<String, Privilege> ODD_COLUMNS =
            Map.of("create_tmp_table_priv", Privilege.CREATE_TEMPORARY_TABLES);

    private static final Map<String, Privilege> PRIVILEGES = privileges();

    /** What the account holds on Lakou's databases, or on these. */
    Set<Grant> of(Identifier user, Set<Identifier> schemas) throws SQLException {
        var grants = new HashSet<Grant>();
        grants.addAll(onDatabases("d.user = ?", user));
        grants.addAll(onTables(user));
        grants.addAll(onColumns(user));
        var ours = new HashSet<>(schemas);
        for (var schema : targets(grants)) {
            if (!ours.contains(schema)
                    && MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, schema)
                            .isPresent()) {
                ours.add(schema);
            }
        }
        grants.removeIf(grant -> schema(grant).filter(ours::contains).isEmpty());
        return grants;
    }

    /** What accounts that are not Lakou's hold on the database. */
    Set<Grant> ofStrangersOn(Identifier schema) throws SQLException {
        return onDatabases(
                "d.db = ? AND d.user <> '' AND NOT EXISTS (SELECT 1 FROM (" + flavor.markedAccounts()
                        + ") m WHERE m.user = d.user)",
                new Identifier(names.inGrant(schema)));
    }

    private Set<Grant> onDatabases(String condition, Identifier parameter) throws SQLException {
        var grants = new HashSet<Grant>();
        try (var statement =
                connection.prepareStatement("SELECT d.* FROM mysql.db d WHERE d.host = '%' AND " + condition)) {
            statement.setString(1, parameter.value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var user = rows.getString("user");
                    var schema = names.meant(rows.getString("db"));
                    if (schema.isPresent()) {
                        var columns = rows.getMetaData();
                        for (var column = 1; column <= columns.getColumnCount(); column++) {
                            var privilege = columnPrivilege(columns.getColumnName(column));
                            if (privilege.isPresent() && "Y".equals(rows.getString(column))) {
                                grants.add(Grant.to(
                                        new Identifier(user), privilege.get(), new GrantTarget.OfSchema(schema.get())));
                            }
                        }
                    }
                }
            }
        }
        return grants;
    }

    private Set<Grant> onTables(Identifier user) throws SQLException {
        var grants = new HashSet<Grant>();
        try (var statement = connection.prepareStatement(
                "SELECT db, table_name, table_priv FROM mysql.tables_priv WHERE host = '%' AND user = ?")) {
            statement.setString(1, user.value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = new GrantTarget.OfTable(
                            new Identifier(rows.getString(1)), new Identifier(rows.getString(2)), List.of());
                    words(rows.getString(3)).forEach(privilege -> grants.add(Grant.to(user, privilege, table)));
                }
            }
        }
        return grants;
    }

    private Set<Grant> onColumns(Identifier user) throws SQLException {
        var columns = new HashMap<Grant, Set<Identifier>>();
        try (var statement = connection.prepareStatement(
                "SELECT db, table_name, column_name, column_priv FROM mysql.columns_priv WHERE host = '%' AND user = ?")) {
            statement.setString(1, user.value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = new GrantTarget.OfTable(
                            new Identifier(rows.getString(1)), new Identifier(rows.getString(2)), List.of());
                    var column = new Identifier(rows.getString(3));
                    words(rows.getString(4)).forEach(privilege -> columns.computeIfAbsent(
                                    Grant.to(user, privilege, table), grant -> new HashSet<>())
                            .add(column));
                }
            }
        }
        var grants = new HashSet<Grant>();
        columns.forEach((grant, names) -> {
            if (grant.target() instanceof GrantTarget.OfTable table) {
                grants.add(Grant.to(
                        user,
                        grant.privilege(),
                        new GrantTarget.OfTable(table.schema(), table.table(), List.copyOf(names))));
            }
        });
        return grants;
    }

    private static Set<Identifier> targets(Set<Grant> grants) {
        var schemas = new HashSet<Identifier>();
        grants.forEach(grant -> schema(grant).ifPresent(schemas::add));
        return schemas;
    }

    private static Optional<Identifier> schema(Grant grant) {
        if (grant.target() instanceof GrantTarget.OfSchema whole) {
            return Optional.of(whole.schema());
        }
        return grant.target() instanceof GrantTarget.OfTable table ? Optional.of(table.schema()) : Optional.empty();
    }

    /** The privilege that a column of mysql.db stands for. */
    static Optional<Privilege> columnPrivilege(String column) {
        var name = column.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(ODD_COLUMNS.get(name))
                .or(() -> name.endsWith("_priv")
                        ? Optional.ofNullable(PRIVILEGES.get(name.substring(0, name.length() - "_priv".length())))
                        : Optional.empty());
    }

    /** Those in a list such as {@code Select,Show view}; words that are no privilege of Lakou's are left out. */
    static List<Privilege> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(word -> PRIVILEGES.get(word.toLowerCase(Locale.ROOT).replace(' ', '_')))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, Privilege> privileges() {
        var names = new HashMap<String, Privilege>();
        for (var privilege : Privilege.values()) {
            names.put(privilege.name().toLowerCase(Locale.ROOT), privilege);
        }
        return Map.copyOf(names);
    }
}
