package dev.lakou.database.mysql.adoption;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.mysql.catalog.MySqlRights;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import dev.lakou.model.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an account that others made reaches beyond the service's database: whoever takes it over would reach it too.
 *
 * @param homes the databases of the service
 * @param isMarked whether it was another service's: the rights on databases that Lakou gave it end with the takeover
 */
record MySqlAccountReach(MySqlRights rights, Identifier user, Set<Identifier> homes, boolean isMarked) {

    List<Shortcoming> findings() throws SQLException {
        var findings = new ArrayList<Shortcoming>();
        findings.addAll(onEverything());
        findings.addAll(onDatabases());
        findings.addAll(onTables());
        findings.addAll(onRoutines());
        findings.addAll(roles());
        findings.addAll(proxies());
        findings.addAll(otherHosts());
        return findings;
    }

    /** Administrative and dynamic privileges too. MySQL means by ALL ON *.* those on single databases as well. */
    private List<Shortcoming> onEverything() throws SQLException {
        var held = read(
                """
                SELECT privilege_type, is_grantable FROM information_schema.user_privileges
                WHERE grantee = concat('''', ?, '''@''%''') AND (privilege_type <> 'USAGE' OR is_grantable = 'YES') ORDER BY 1
                """,
                row -> new String[] {row.getString(1), row.getString(2)});
        if (held.isEmpty()) {
            return List.of();
        }
        var names = held.stream().map(privilege -> privilege[0]).collect(Collectors.joining(", "));
        var grantable = held.stream().anyMatch(privilege -> "YES".equals(privilege[1]));
        return List.of(new Shortcoming(
                "account %s has %s ON *.*%s".formatted(account(), names, grantable ? " WITH GRANT OPTION" : ""),
                "REVOKE %s ON *.* FROM %s;%s"
                        .formatted(
                                names,
                                account(),
                                grantable ? " REVOKE GRANT OPTION ON *.* FROM " + account() + ";" : "")));
    }

    private List<Shortcoming> onDatabases() throws SQLException {
        var findings = new ArrayList<Shortcoming>();
        var grants = read(
                "SELECT db, grant_priv FROM mysql.db WHERE host = '%' AND user = ?",
                row -> new String[] {row.getString(1), row.getString(2)});
        for (var grant : grants) {
            var written = grant[0];
            var grantable = "Y".equals(grant[1]);
            var revokeOption =
                    grantable ? " REVOKE GRANT OPTION ON %s.* FROM %s;".formatted(quoted(written), account()) : "";
            var meant = rights.names().meant(written);
            if (meant.filter(homes::contains).isPresent()) {
                if (grantable) {
                    findings.add(new Shortcoming(
                            "account %s may pass its rights on database %s on".formatted(account(), quoted(written)),
                            revokeOption.strip()));
                }
            } else if (meant.isEmpty() && homes.contains(new Identifier(written))) {
                findings.add(new Shortcoming(
                        "account %s has rights on %s, a pattern that other databases match too"
                                .formatted(account(), quoted(written)),
                        "REVOKE ALL PRIVILEGES ON %s.* FROM %s;%s GRANT ALL PRIVILEGES ON %s.* TO %2$s;"
                                .formatted(
                                        quoted(written),
                                        account(),
                                        revokeOption,
                                        quoted(rights.names().inGrant(new Identifier(written))))));
            } else if (meant.isEmpty() || !endsWithTakeover(meant.get())) {
                findings.add(new Shortcoming(
                        "account %s has rights on database %s".formatted(account(), quoted(written)),
                        "REVOKE ALL PRIVILEGES ON %s.* FROM %s;%s"
                                .formatted(quoted(written), account(), revokeOption)));
            }
        }
        return findings;
    }

    private List<Shortcoming> onTables() throws SQLException {
        var findings = new ArrayList<Shortcoming>();
        var grants = read(
                "SELECT db, table_name, table_priv FROM mysql.tables_priv WHERE host = '%' AND user = ?",
                row -> new String[] {row.getString(1), row.getString(2), row.getString(3)});
        for (var grant : grants) {
            var schema = new Identifier(grant[0]);
            var table = quoted(grant[0]) + "." + quoted(grant[1]);
            var grantable = grant[2].contains("Grant");
            if (homes.contains(schema) ? grantable : !endsWithTakeover(schema)) {
                findings.add(new Shortcoming(
                        "account %s has rights on table %s%s"
                                .formatted(account(), table, grantable ? " WITH GRANT OPTION" : ""),
                        "REVOKE ALL PRIVILEGES ON %s FROM %s;%s"
                                .formatted(
                                        table,
                                        account(),
                                        grantable
                                                ? " REVOKE GRANT OPTION ON %s FROM %s;".formatted(table, account())
                                                : "")));
            }
        }
        return findings;
    }

    private List<Shortcoming> onRoutines() throws SQLException {
        return read(
                        "SELECT db, routine_name, routine_type FROM mysql.procs_priv WHERE host = '%' AND user = ?",
                        row -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .stream()
                .filter(grant -> !homes.contains(new Identifier(grant[0])))
                .map(grant -> "%s %s.%s".formatted(grant[2], quoted(grant[0]), quoted(grant[1])))
                .map(routine -> new Shortcoming(
                        "account %s has rights on %s".formatted(account(), routine.toLowerCase(Locale.ROOT)),
                        "REVOKE ALL PRIVILEGES ON %s FROM %s;".formatted(routine, account())))
                .toList();
    }

    /** Those that it has, and who has it as a role. */
    private List<Shortcoming> roles() throws SQLException {
        return read(rights.flavor().roleGrants(), row -> new String[] {row.getString(1), row.getString(2)}).stream()
                .map(grant -> new Shortcoming(
                        "account %s has the role %s".formatted(grant[1], grant[0]),
                        "REVOKE %s FROM %s;".formatted(grant[0], grant[1])))
                .toList();
    }

    private List<Shortcoming> proxies() throws SQLException {
        return read(
                        """
                        SELECT concat(quote(proxied_user), '@', quote(proxied_host)), concat(quote(user), '@', quote(host))
                        FROM mysql.proxies_priv WHERE ? IN (user, proxied_user)
                        """,
                        row -> new String[] {row.getString(1), row.getString(2)})
                .stream()
                .map(grant -> new Shortcoming(
                        "account %s may log in as %s (PROXY)".formatted(grant[1], grant[0]),
                        "REVOKE PROXY ON %s FROM %s;".formatted(grant[0], grant[1])))
                .toList();
    }

    /** The server lets clients in by the account whose host fits best, whatever the name before it was given for. */
    private List<Shortcoming> otherHosts() throws SQLException {
        return read(rights.flavor().otherHosts(), row -> row.getString(1)).stream()
                .map(other -> new Shortcoming(
                        "there is an account %s beside %s".formatted(other, account()),
                        "DROP USER %s;".formatted(other)))
                .toList();
    }

    private boolean endsWithTakeover(Identifier schema) throws SQLException {
        return isMarked
                && MySqlMarkerTable.marker(rights.connection(), MySqlMarkerTable.Kind.SCHEMA, schema)
                        .isPresent();
    }

    private String account() {
        return MySqlQuoting.INSTANCE.literal(user.value()) + "@'%'";
    }

    private static String quoted(String name) {
        return MySqlQuoting.INSTANCE.name(new Identifier(name));
    }

    private <V> List<V> read(String query, Row<V> value) throws SQLException {
        try (var statement = rights.connection().prepareStatement(query)) {
            statement.setString(1, user.value());
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<V>();
                while (rows.next()) {
                    values.add(value.of(rows));
                }
                return values;
            }
        }
    }

    private interface Row<V> {
        V of(ResultSet row) throws SQLException;
    }
}
