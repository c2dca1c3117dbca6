package dev.lakou.database.mysql.flavor;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable.Kind;
import dev.lakou.database.mysql.password.NativePasswordHash;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MariaDB: its accounts have no attributes, so a table of Lakou's own says which are whose. */
public final class MariaDbFlavor implements MySqlFlavor {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Flavor flavor() {
        return Flavor.MARIADB;
    }

    @Override
    public String oldestVersion() {
        return "10.11";
    }

    /** Its own @@server_uid is made of a network address and a port, which in containers many servers have alike. */
    @Override
    public List<SqlText> makeIdentity() {
        return MySqlMarkerTable.makeIdentity();
    }

    @Override
    public Optional<String> identity(Connection connection) throws SQLException {
        return MySqlMarkerTable.identity(connection);
    }

    @Override
    public String accountTable() {
        return "mysql.global_priv";
    }

    @Override
    public String markedAccounts() {
        return "SELECT name AS user, marker FROM lakou.marker WHERE kind = 'account'";
    }

    /** An account cannot be a role here; a mapping without a host is one role in another. */
    @Override
    public String roleGrants() {
        return "SELECT concat('`', replace(role, '`', '``'), '`'), concat(quote(user), '@', quote(host))"
                + " FROM mysql.roles_mapping WHERE user = ? AND host <> ''";
    }

    /** Without a host it is a role. */
    @Override
    public String otherHosts() {
        return "SELECT concat(quote(user), '@', quote(host)) FROM mysql.global_priv"
                + " WHERE user = ? AND host NOT IN ('%', '')";
    }

    /** A role has no host. */
    @Override
    public String roleMembers() {
        return "SELECT concat(role, '@'), concat(user, '@', host) FROM mysql.roles_mapping";
    }

    @Override
    public String isOpen() {
        return "coalesce(json_value(u.priv, '$.account_locked'), 0) NOT IN ('1', 'true')";
    }

    @Override
    public String connectionLimit() {
        return "coalesce(json_value(u.priv, '$.max_user_connections'), 0)";
    }

    @Override
    public String within(Duration limit, String select) {
        return "SET STATEMENT max_statement_time = %d FOR %s".formatted(limit.toSeconds(), select);
    }

    @Override
    public String lockWaits() {
        return """
                SELECT r.trx_mysql_thread_id, b.trx_mysql_thread_id FROM information_schema.innodb_lock_waits w
                JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_trx_id
                JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id LIMIT 1000
                """;
    }

    @Override
    public String rightsBeyondDatabases(String places) {
        return """
                SELECT user, 'MEMBER', role, '' FROM mysql.roles_mapping WHERE host = '%%' AND user IN (%1$s)
                UNION ALL
                SELECT user, 'PROXY', proxied_user, proxied_host FROM mysql.proxies_priv WHERE host = '%%' AND user IN (%1$s)
                UNION ALL
                SELECT user, 'SERVER', '', '' FROM mysql.global_priv WHERE host = '%%' AND user IN (%1$s)
                    AND coalesce(json_value(priv, '$.access'), 0) <> 0
                """
                .formatted(places);
    }

    @Override
    public Map<String, String> otherRightsTables() {
        return Map.of("mysql.procs_priv", "user", "mysql.proxies_priv", "user", "mysql.roles_mapping", "user");
    }

    /** What everybody has is given to PUBLIC there, which is listed among the accounts. */
    @Override
    public Optional<String> mandatoryRoles(Connection connection) {
        return Optional.empty();
    }

    @Override
    public Optional<Shortcoming> refusalOfAccounts(Connection connection, Set<String> held, String admin)
            throws SQLException {
        return MySqlAccountPolicy.passwordValidation(connection);
    }

    @Override
    public String connectionAdmin() {
        return "CONNECTION ADMIN";
    }

    /**
     * The row comes first: an account without one would be a stranger's. The account has a password that nobody knows:
     * plugins refuse an empty one even of a locked account.
     */
    @Override
    public List<SqlText> createAccount(Role role) {
        var row = MySqlMarkerTable.mark(Kind.ACCOUNT, role.name(), role.comment());
        var account = MySqlAccounts.account(MySqlAccounts.sql().sql("CREATE USER IF NOT EXISTS "), role.name());
        identifiedBy(account.sql(" IDENTIFIED VIA"), Password.generate(RANDOM));
        account.sql(" WITH MAX_USER_CONNECTIONS ")
                .number(MySqlAccounts.limitInSql(role.connectionLimit()))
                .sql(" ACCOUNT LOCK PASSWORD EXPIRE NEVER");
        return List.of(row, account);
    }

    @Override
    public SqlText adoptAccount(Role role) {
        return MySqlMarkerTable.mark(Kind.ACCOUNT, role.name(), role.comment().map(Marker::adopted));
    }

    @Override
    public List<SqlText> setPassword(Credential credential) {
        if (credential.retainsPresent()) {
            return setPasswordBesidePresent(credential);
        }
        var text = MySqlAccounts.alter(credential.user()).sql(" IDENTIFIED");
        identifiedBy(text.sql(" VIA"), credential.password());
        // The new one first: the server stores it where an account's only password is.
        credential.former().ifPresent(former -> identifiedBy(text.sql(" OR"), former));
        return List.of(text);
    }

    /** The server's own hash of a password that nobody knows here stays beside the new one. */
    private static List<SqlText> setPasswordBesidePresent(Credential credential) {
        var alter = MySqlAccounts.alter(credential.user()).sql(" IDENTIFIED");
        identifiedBy(alter.sql(" VIA"), credential.password());
        return List.of(
                MySqlAccounts.sql()
                        .sql("SET @lakou_retain = (SELECT concat(")
                        .secret(alter.text())
                        .sql(", coalesce(concat(' OR mysql_native_password USING ',"
                                + " quote(nullif(json_value(priv, '$.authentication_string'), ''))), ''))"
                                + " FROM mysql.global_priv WHERE host = '%' AND user = ")
                        .literal(credential.user().value())
                        .sql(")"),
                MySqlAccounts.sql().sql("EXECUTE IMMEDIATE @lakou_retain"));
    }

    @Override
    public List<SqlText> discardOldPassword(Credential current) {
        return setPassword(new Credential(current.user(), current.password()));
    }

    /** What has expired is valid once it is set: to the hashes that the server has, as no password is known here. */
    @Override
    public List<SqlText> endExpiry(Identifier user) {
        var setHash = MySqlAccounts.alter(user)
                .sql(" IDENTIFIED VIA mysql_native_password USING ")
                .text();
        return List.of(
                MySqlAccounts.alter(user).sql(" PASSWORD EXPIRE NEVER"),
                MySqlAccounts.sql()
                        .sql(
                                "SET @lakou_renewal = (SELECT if(json_value(priv, '$.password_last_changed') = '0', concat(")
                        .literal(setHash)
                        .sql(", quote(json_value(priv, '$.authentication_string')), coalesce(concat("
                                + "' OR mysql_native_password USING ''',"
                                + " json_value(priv, '$.auth_or[1].authentication_string'), ''''), '')), 'DO 0')"
                                + " FROM mysql.global_priv WHERE host = '%' AND user = ")
                        .literal(user.value())
                        .sql(")"),
                MySqlAccounts.sql().sql("EXECUTE IMMEDIATE @lakou_renewal"));
    }

    @Override
    public List<SqlText> dropAccount(Identifier user) {
        return List.of(
                MySqlAccounts.account(MySqlAccounts.sql().sql("DROP USER IF EXISTS "), user),
                MySqlMarkerTable.forget(Kind.ACCOUNT, user));
    }

    @Override
    public Optional<ObservedAccount> account(Connection connection, Identifier user) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT coalesce(json_value(g.priv, '$.account_locked'), 0), coalesce(json_value(g.priv, '$.max_user_connections'), 0),
                       json_value(g.priv, '$.authentication_string'), coalesce(json_length(g.priv, '$.auth_or'), 0) > 1,
                       coalesce(json_value(g.priv, '$.password_lifetime'), -1) <> 0
                           OR json_value(g.priv, '$.password_last_changed') = '0'
                FROM mysql.global_priv g WHERE g.host = '%' AND g.user = ?
                """)) {
            statement.setString(1, user.value());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(account(row, user, MySqlMarkerTable.marker(connection, Kind.ACCOUNT, user)))
                        : Optional.empty();
            }
        }
    }

    private static ObservedAccount account(ResultSet row, Identifier user, Optional<String> marker)
            throws SQLException {
        var hash = Optional.ofNullable(row.getString(3));
        return new ObservedAccount(
                new Role(
                        user,
                        !List.of("1", "true").contains(row.getString(1)),
                        MySqlAccounts.limitInModel(row.getInt(2)),
                        marker,
                        MySqlAccounts.attributes(row.getBoolean(4), row.getBoolean(5))),
                password -> hash.equals(Optional.of(NativePasswordHash.of(password))));
    }

    private static void identifiedBy(SqlText text, Password password) {
        text.sql(" mysql_native_password USING ").secret(NativePasswordHash.of(password));
    }
}
