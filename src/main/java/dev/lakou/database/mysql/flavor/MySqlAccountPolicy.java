package dev.lakou.database.mysql.flavor;

import dev.lakou.database.ServerReport.Shortcoming;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings by which a server makes no accounts with the hash of a password and nothing else, which is all that Lakou sends. */
final class MySqlAccountPolicy {
    private static final String EXEMPTION = "AUTHENTICATION_POLICY_ADMIN";

    /** What a policy may say of the first of three ways to prove oneself; a default may follow the asterisk. */
    private static final String TAKES_PASSWORDS = "(\\*(:.*)?|caching_sha2_password)?";

    private MySqlAccountPolicy() {}

    /** Of MySQL. */
    static Optional<Shortcoming> authenticationPolicy(Connection connection, Set<String> held, String admin)
            throws SQLException {
        var policy = value(connection, "SELECT @@authentication_policy").orElse("");
        return held.contains(EXEMPTION) || takesPasswordsOnly(policy)
                ? Optional.empty()
                : Optional.of(Shortcoming.ofSetting(
                        "The server's authentication_policy \"%s\" lets nobody make accounts that have a password for caching_sha2_password and nothing else, but whoever has %s."
                                .formatted(policy, EXEMPTION),
                        "GRANT %s ON *.* TO %s;".formatted(EXEMPTION, admin)));
    }

    /** Of MariaDB. */
    static Optional<Shortcoming> passwordValidation(Connection connection) throws SQLException {
        return value(
                        connection,
                        """
                        SELECT group_concat(plugin_name ORDER BY 1 SEPARATOR ', ') FROM information_schema.plugins
                        WHERE plugin_type = 'PASSWORD VALIDATION' AND plugin_status = 'ACTIVE' AND @@strict_password_validation
                        """)
                .map(plugins -> Shortcoming.ofSetting(
                        "Lakou sends hashes of passwords, and the server refuses what %s cannot check (strict_password_validation)."
                                .formatted(plugins),
                        "SET GLOBAL strict_password_validation = OFF; -- and in the configuration of the server"));
    }

    static boolean takesPasswordsOnly(String policy) {
        var factors = List.of(policy.split(",", -1));
        return factors.get(0).strip().matches(TAKES_PASSWORDS)
                && factors.stream().skip(1).allMatch(String::isBlank);
    }

    private static Optional<String> value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
