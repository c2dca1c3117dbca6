package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the rights that accounts have on databases, tables, columns and routines: one statement for each of these. */
public record MySqlRights(Connection connection, MySqlFlavor flavor, MySqlNames names) {
    /** MariaDB's name for everybody. */
    private static final String PUBLIC = "PUBLIC";

    private static final Map<String, Privilege> PRIVILEGES = privileges();

    /**
     * What these accounts hold on Lakou's databases and on these, or by a pattern; and what those hold on these databases
     * that are not Lakou's: other accounts, the same name at another host, roles of MariaDB, everybody.
     */
    public Set<Grant> of(Set<Identifier> accounts, Set<Identifier> schemas) throws SQLException {
        var grants = new HashSet<Grant>();
        for (var table : List.of("db", "tables_priv", "columns_priv", "procs_priv")) {
            var ours = "p.host = '%' AND p.user IN (" + places(accounts) + ")";
            var foreign = "p.user <> '' AND NOT (" + flavor.isLakous() + ") AND p.db IN (" + places(schemas) + ")";
            try (var statement = connection.prepareStatement(
                    "SELECT p.* FROM mysql.%s p WHERE (%s) OR (%s)".formatted(table, ours, foreign))) {
                var place = 0;
                for (var account : accounts) {
                    statement.setString(++place, account.value());
                }
                for (var schema : schemas) {
                    statement.setString(++place, table.equals("db") ? names.inGrant(schema) : schema.value());
                }
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read(table, rows, grants);
                    }
                }
            }
        }
        var ofColumns = joined(grants);
        keepLakous(ofColumns, schemas);
        return ofColumns;
    }

    private void read(String table, ResultSet row, Set<Grant> grants) throws SQLException {
        var grantee = grantee(row.getString("user"), row.getString("host"));
        var written = row.getString("db");
        if (table.equals("db")) {
            var target = names.meant(written)
                    .<GrantTarget>map(GrantTarget.OfSchema::new)
                    .orElseGet(() -> new GrantTarget.OfPattern(written));
            onDatabase(row).forEach(privilege -> grants.add(new Grant(grantee, privilege, target)));
            return;
        }
        var schema = new Identifier(written);
        var target =
                switch (table) {
                    case "tables_priv" ->
                        new GrantTarget.OfTable(schema, new Identifier(row.getString("table_name")), List.of());
                    case "columns_priv" ->
                        new GrantTarget.OfTable(
                                schema,
                                new Identifier(row.getString("table_name")),
                                List.of(new Identifier(row.getString("column_name"))));
                    default ->
                        new GrantTarget.OfRoutine(
                                schema, row.getString("routine_type"), new Identifier(row.getString("routine_name")));
                };
        var privileges = row.getString(
                switch (table) {
                    case "tables_priv" -> "table_priv";
                    case "columns_priv" -> "column_priv";
                    default -> "proc_priv";
                });
        words(privileges).forEach(privilege -> grants.add(new Grant(grantee, privilege, target)));
    }

    /** One privilege on several columns is one grant. */
    private static Set<Grant> joined(Set<Grant> grants) {
        var joined = new HashSet<Grant>();
        var columns = new HashMap<Grant, Set<Identifier>>();
        for (var grant : grants) {
            if (grant.target() instanceof GrantTarget.OfTable table
                    && !table.columns().isEmpty()) {
                var whole = new Grant(
                        grant.grantee(),
                        grant.privilege(),
                        new GrantTarget.OfTable(table.schema(), table.table(), List.of()));
                columns.computeIfAbsent(whole, any -> new HashSet<>()).addAll(table.columns());
            } else {
                joined.add(grant);
            }
        }
        columns.forEach((grant, names) -> {
            if (grant.target() instanceof GrantTarget.OfTable table) {
                joined.add(new Grant(
                        grant.grantee(),
                        grant.privilege(),
                        new GrantTarget.OfTable(table.schema(), table.table(), List.copyOf(names))));
            }
        });
        return joined;
    }

    /** What an account of Lakou's may do in a database that is nobody's is up to who granted it. */
    private void keepLakous(Set<Grant> grants, Set<Identifier> schemas) throws SQLException {
        for (var grant : List.copyOf(grants)) {
            if (grant.target() instanceof GrantTarget.OfPattern pattern
                    && !MySqlMarkerTable.hasSchemaLike(connection, pattern.pattern())) {
                grants.remove(grant);
            }
        }
        var known = new HashMap<Identifier, Boolean>();
        schemas.forEach(schema -> known.put(schema, true));
        for (var grant : List.copyOf(grants)) {
            var schema = schema(grant);
            if (schema.isPresent()) {
                if (!known.containsKey(schema.get())) {
                    known.put(
                            schema.get(),
                            MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, schema.get())
                                    .isPresent());
                }
                if (!known.getOrDefault(schema.get(), false)) {
                    grants.remove(grant);
                }
            }
        }
    }

    private static Grantee grantee(String user, String host) {
        if (host.equals("%")) {
            return Grantee.of(new Identifier(user));
        }
        return host.isEmpty() && user.equals(PUBLIC)
                ? Grantee.PUBLIC
                : new Grantee(Optional.of(new Identifier(user)), Optional.of(host));
    }

    private static Optional<Identifier> schema(Grant grant) {
        if (grant.target() instanceof GrantTarget.OfSchema whole) {
            return Optional.of(whole.schema());
        }
        if (grant.target() instanceof GrantTarget.OfRoutine routine) {
            return Optional.of(routine.schema());
        }
        return grant.target() instanceof GrantTarget.OfTable table ? Optional.of(table.schema()) : Optional.empty();
    }

    private static Set<Privilege> onDatabase(ResultSet row) throws SQLException {
        var privileges = new HashSet<Privilege>();
        var columns = row.getMetaData();
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            if ("Y".equals(row.getString(column))) {
                columnPrivilege(columns.getColumnName(column)).ifPresent(privileges::add);
            }
        }
        return privileges;
    }

    /** The privilege that a column of mysql.db stands for. */
    static Optional<Privilege> columnPrivilege(String column) {
        var name = column.toLowerCase(Locale.ROOT);
        return name.endsWith("_priv")
                ? Optional.ofNullable(PRIVILEGES.get(name.substring(0, name.length() - "_priv".length())))
                : Optional.empty();
    }

    /** Those in a list such as {@code Select,Show view}; words that are no privilege of Lakou's are left out. */
    static List<Privilege> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(word -> PRIVILEGES.get(word.toLowerCase(Locale.ROOT).replace(' ', '_')))
                .filter(Objects::nonNull)
                .toList();
    }

    /** As many places for parameters as there are values, and one that nothing equals if there are none. */
    static String places(Set<Identifier> values) {
        return values.isEmpty() ? "NULL" : String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    /** As the tables of rights call them. */
    private static Map<String, Privilege> privileges() {
        var names = new HashMap<String, Privilege>();
        for (var privilege : Privilege.values()) {
            names.put(privilege.name().toLowerCase(Locale.ROOT), privilege);
        }
        names.put("create_tmp_table", Privilege.CREATE_TEMPORARY_TABLES);
        names.put("grant", Privilege.GRANT_OPTION);
        return Map.copyOf(names);
    }
}
