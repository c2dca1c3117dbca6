package dev.lakou.database.mysql.catalog;

import dev.lakou.database.LoginEvidence;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the login of an account depends on. */
public final class MySqlLoginEvidence {
    private MySqlLoginEvidence() {}

    /** Of the logins of these credentials, as far as they are there. */
    public static Map<Identifier, LoginEvidence> of(
            Connection connection, MySqlFlavor flavor, Set<Credential> credentials, State found) throws SQLException {
        var there = credentials.stream()
                .map(Credential::user)
                .filter(user -> found.role(user).isPresent())
                .collect(Collectors.toSet());
        if (there.isEmpty()) {
            return Map.of();
        }
        var evidence = new HashMap<Identifier, LoginEvidence>();
        var server = server(connection);
        for (var user : there) {
            evidence.put(user, new LoginEvidence(login(connection, flavor, user), server));
        }
        return evidence;
    }

    static LoginEvidence read(Connection connection, MySqlFlavor flavor, Identifier user) throws SQLException {
        return new LoginEvidence(login(connection, flavor, user), server(connection));
    }

    /** Accounts of the same name for other hosts, and those without a name, come before {@code 'user'@'%'}. */
    private static String login(Connection connection, MySqlFlavor flavor, Identifier user) throws SQLException {
        var login = new StringBuilder();
        try (var statement = connection.prepareStatement(
                "SELECT a.* FROM " + flavor.accountTable() + " a WHERE user IN (?, '') ORDER BY user, host")) {
            statement.setString(1, user.value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    login.append(MySqlDrift.digest(rows));
                }
            }
        }
        return login.toString();
    }

    private static String server(Connection connection) throws SQLException {
        var settings = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SHOW GLOBAL VARIABLES WHERE variable_name IN (
                            'require_secure_transport', 'offline_mode', 'port', 'hostname', 'server_uuid')
                        """)) {
            while (rows.next()) {
                settings.append(rows.getString(1))
                        .append('=')
                        .append(rows.getString(2))
                        .append('|');
            }
        }
        return settings.toString();
    }
}
