package dev.lakou.database.mysql;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Ways into all schemas of a server that are not the business of one of them, each with the statement that closes it. */
record MySqlOpenings(Connection connection, MySqlFlavor flavor) {
    private static final int NAMED_AT_MOST = 10;

    List<Shortcoming> shortcomings() throws SQLException {
        var open = new ArrayList<Shortcoming>();
        nameless(open);
        everybodysDatabases(open);
        flavor.mandatoryRoles(connection)
                .ifPresent(roles -> open.add(new Shortcoming(
                        "Every account has the rights of %s (mandatory_roles).".formatted(roles),
                        "SET PERSIST mandatory_roles = '';")));
        if (MySqlMarkerTable.exists(connection)) {
            onEverything(open);
            byPattern(open);
            atOtherHosts(open);
            inPlaceOfServices(open);
        }
        return open;
    }

    private void nameless(List<Shortcoming> open) throws SQLException {
        read(
                "SELECT host FROM mysql.user WHERE user = '' AND host <> '' ORDER BY host",
                row -> open.add(new Shortcoming(
                        "Anybody may log in from \"%s\" without a name.".formatted(row.getString(1)),
                        "DROP USER ''@%s;".formatted(MySqlQuoting.INSTANCE.literal(row.getString(1))))));
    }

    private void everybodysDatabases(List<Shortcoming> open) throws SQLException {
        read(
                "SELECT db FROM mysql.db WHERE user = '' AND host = '%' ORDER BY db",
                row -> open.add(new Shortcoming(
                        "Every account may use databases named like \"%s\".".formatted(row.getString(1)),
                        "DELETE FROM mysql.db WHERE user = '' AND db = %s; FLUSH PRIVILEGES;"
                                .formatted(MySqlQuoting.INSTANCE.literal(row.getString(1))))));
    }

    /** Whoever may make accounts or pass everything on is an administrator, and can help themselves. */
    private void onEverything(List<Shortcoming> open) throws SQLException {
        read(
                """
                SELECT %s FROM mysql.user p WHERE NOT (%s)
                    AND 'Y' IN (select_priv, insert_priv, update_priv, delete_priv, drop_priv, alter_priv, execute_priv,
                        create_view_priv, create_routine_priv, alter_routine_priv, trigger_priv, event_priv)
                    AND 'Y' NOT IN (super_priv, create_user_priv, grant_priv)
                    AND user NOT LIKE 'mysql.%%' AND user <> 'mariadb.sys' ORDER BY 1 LIMIT %d
                """
                        .formatted(MySqlAccounts.WRITTEN, flavor.isLakous(), NAMED_AT_MOST),
                row -> open.add(new Shortcoming(
                        "%s has rights on every schema (ON *.*).".formatted(row.getString(1)),
                        "REVOKE ALL PRIVILEGES ON *.* FROM %s;".formatted(row.getString(1)))));
    }

    private void byPattern(List<Shortcoming> open) throws SQLException {
        read(
                """
                SELECT %s, p.db, min(m.name) FROM mysql.db p JOIN lakou.marker m ON m.kind = 'schema' AND m.name LIKE p.db
                WHERE p.user <> '' AND p.db <> m.name AND NOT (%s)
                    AND p.db <> replace(replace(replace(m.name, '\\\\', '\\\\\\\\'), '_', '\\\\_'), '%%', '\\\\%%')
                GROUP BY p.user, p.host, p.db ORDER BY 1, 2 LIMIT %d
                """
                        .formatted(MySqlAccounts.WRITTEN, flavor.isLakous(), NAMED_AT_MOST),
                row -> open.add(new Shortcoming(
                        "%s has rights on every schema named like \"%s\", such as \"%s\"."
                                .formatted(row.getString(1), row.getString(2), row.getString(3)),
                        "REVOKE ALL PRIVILEGES ON `%s`.* FROM %s;"
                                .formatted(row.getString(2).replace("`", "``"), row.getString(1)))));
    }

    /** The server lets clients in by the account whose host fits best. */
    private void atOtherHosts(List<Shortcoming> open) throws SQLException {
        read(
                "SELECT %s, p.host FROM mysql.user p JOIN (%s) m ON m.user = p.user WHERE p.host NOT IN ('%%', '') ORDER BY 1 LIMIT %d"
                        .formatted(MySqlAccounts.WRITTEN, flavor.markedAccounts(), NAMED_AT_MOST),
                row -> open.add(new Shortcoming(
                        "%s is another account than Lakou's of that name: clients from \"%s\" come in by its password and with its rights."
                                .formatted(row.getString(1), row.getString(2)),
                        "DROP USER %s;".formatted(row.getString(1)))));
    }

    private void inPlaceOfServices(List<Shortcoming> open) throws SQLException {
        read(flavor.impersonators() + " ORDER BY 1, 2 LIMIT " + NAMED_AT_MOST, row -> {
            var isProxy = row.getString(3).equals("PROXY");
            open.add(new Shortcoming(
                    "%s may come in as %s (%s)."
                            .formatted(
                                    row.getString(1),
                                    row.getString(2).startsWith("''@") ? "any account" : row.getString(2),
                                    isProxy ? "PROXY" : "as its role"),
                    "REVOKE %s%s FROM %s;".formatted(isProxy ? "PROXY ON " : "", row.getString(2), row.getString(1))));
        });
    }

    private void read(String query, Row each) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
