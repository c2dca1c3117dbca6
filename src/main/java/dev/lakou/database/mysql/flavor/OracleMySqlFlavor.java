package dev.lakou.database.mysql.flavor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.password.CachingSha2Hash;
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

/** MySQL: an account carries its marker in its attributes. */
public final class OracleMySqlFlavor implements MySqlFlavor {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Flavor flavor() {
        return Flavor.MYSQL;
    }

    @Override
    public String oldestVersion() {
        return "8.4";
    }

    @Override
    public List<SqlText> makeIdentity() {
        return List.of();
    }

    @Override
    public Optional<String> identity(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@server_uuid")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    @Override
    public String accountTable() {
        return "mysql.user";
    }

    @Override
    public String markedAccounts() {
        return "SELECT user, user_attributes ->> '$.metadata.lakou' AS marker FROM mysql.user"
                + " WHERE host = '%' AND user_attributes ->> '$.metadata.lakou' IS NOT NULL";
    }

    @Override
    public String roleGrants() {
        return "SELECT concat(quote(from_user), '@', quote(from_host)), concat(quote(to_user), '@', quote(to_host))"
                + " FROM mysql.role_edges WHERE ? IN (from_user, to_user)";
    }

    @Override
    public String otherHosts() {
        return "SELECT concat(quote(user), '@', quote(host)) FROM mysql.user WHERE user = ? AND host <> '%'";
    }

    @Override
    public String roleMembers() {
        return "SELECT concat(from_user, '@', from_host), concat(to_user, '@', to_host) FROM mysql.role_edges";
    }

    @Override
    public String isOpen() {
        return "u.account_locked = 'N'";
    }

    @Override
    public String connectionLimit() {
        return "u.max_user_connections";
    }

    @Override
    public String within(Duration limit, String select) {
        return select.replaceFirst("SELECT", "SELECT /*+ MAX_EXECUTION_TIME(%d) */".formatted(limit.toMillis()));
    }

    @Override
    public String lockWaits() {
        return """
                SELECT r.trx_mysql_thread_id, b.trx_mysql_thread_id FROM performance_schema.data_lock_waits w
                JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_engine_transaction_id
                JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_engine_transaction_id LIMIT 1000
                """;
    }

    /**
     * Who waits for a table, and whoever uses it: where one of the two wants, or has, it for itself, they keep each other
     * out. Whoever else waits there waits for the first one.
     */
    @Override
    public List<String> allLockWaits() {
        return List.of(
                lockWaits(),
                """
                SELECT wt.processlist_id, bt.processlist_id
                FROM performance_schema.metadata_locks w
                JOIN performance_schema.metadata_locks b ON b.object_type = w.object_type AND b.object_schema <=> w.object_schema
                    AND b.object_name <=> w.object_name AND b.lock_status = 'GRANTED' AND b.owner_thread_id <> w.owner_thread_id
                JOIN performance_schema.threads wt ON wt.thread_id = w.owner_thread_id
                JOIN performance_schema.threads bt ON bt.thread_id = b.owner_thread_id
                WHERE w.lock_status = 'PENDING' AND b.lock_type NOT IN ('SHARED', 'SHARED_HIGH_PRIO')
                    AND (w.lock_type IN ('EXCLUSIVE', 'SHARED_NO_READ_WRITE') OR b.lock_type IN ('EXCLUSIVE', 'SHARED_NO_READ_WRITE'))
                    AND wt.processlist_id IS NOT NULL AND bt.processlist_id IS NOT NULL LIMIT 1000
                """);
    }

    @Override
    public String rightsBeyondDatabases(String places) {
        return """
                SELECT to_user, 'MEMBER', from_user, from_host FROM mysql.role_edges WHERE to_host = '%%' AND to_user IN (%1$s)
                UNION ALL
                SELECT user, 'PROXY', proxied_user, proxied_host FROM mysql.proxies_priv WHERE host = '%%' AND user IN (%1$s)
                UNION ALL
                SELECT user, 'SERVER', '', '' FROM mysql.user u WHERE host = '%%' AND user IN (%1$s)
                    AND ('Y' IN (select_priv, insert_priv, update_priv, delete_priv, create_priv, drop_priv, reload_priv,
                            shutdown_priv, process_priv, file_priv, grant_priv, references_priv, index_priv, alter_priv,
                            show_db_priv, super_priv, create_tmp_table_priv, lock_tables_priv, execute_priv, repl_slave_priv,
                            repl_client_priv, create_view_priv, show_view_priv, create_routine_priv, alter_routine_priv,
                            create_user_priv, event_priv, trigger_priv, create_tablespace_priv, create_role_priv,
                            drop_role_priv)
                        OR EXISTS (SELECT 1 FROM mysql.global_grants g WHERE g.user = u.user AND g.host = u.host))
                """
                .formatted(places);
    }

    @Override
    public Map<String, String> otherRightsTables() {
        return Map.of(
                "mysql.procs_priv", "user",
                "mysql.proxies_priv", "user",
                "mysql.role_edges", "to_user",
                "mysql.global_grants", "user");
    }

    /** Any account can be a role here. */
    @Override
    public String impersonators() {
        return MySqlFlavor.super.impersonators()
                + """
                UNION ALL SELECT %s, concat(quote(x.from_user), '@', quote(x.from_host)), 'MEMBER'
                FROM mysql.role_edges x JOIN mysql.user p ON p.user = x.to_user AND p.host = x.to_host
                WHERE x.from_host = '%%' AND x.from_user IN (SELECT k.user FROM (%s) k) AND NOT (%s)
                """
                        .formatted(MySqlAccounts.WRITTEN, markedAccounts(), isLakous());
    }

    @Override
    public Optional<String> mandatoryRoles(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@mandatory_roles")) {
            return row.next() ? Optional.of(row.getString(1)).filter(roles -> !roles.isBlank()) : Optional.empty();
        }
    }

    @Override
    public Optional<Shortcoming> refusalOfAccounts(Connection connection, Set<String> held, String admin)
            throws SQLException {
        return MySqlAccountPolicy.authenticationPolicy(connection, held, admin);
    }

    @Override
    public String connectionAdmin() {
        return "CONNECTION_ADMIN";
    }

    /** With a password that nobody knows: policies refuse an empty one even of a locked account. */
    @Override
    public List<SqlText> createAccount(Role role) {
        var text = MySqlAccounts.account(MySqlAccounts.sql().sql("CREATE USER IF NOT EXISTS "), role.name());
        identified(text, Password.generate(RANDOM))
                .sql(" WITH MAX_USER_CONNECTIONS ")
                .number(MySqlAccounts.limitInSql(role.connectionLimit()))
                .sql(" PASSWORD EXPIRE NEVER ACCOUNT LOCK");
        role.comment().ifPresent(comment -> text.sql(" ATTRIBUTE ").literal(attribute(comment)));
        return List.of(text);
    }

    @Override
    public SqlText adoptAccount(Role role) {
        return MySqlAccounts.alter(role.name())
                .sql(" ATTRIBUTE ")
                .literal(attribute(role.comment().map(Marker::adopted).orElse("")));
    }

    @Override
    public List<SqlText> setPassword(Credential credential) {
        var text = identified(MySqlAccounts.alter(credential.user()), credential.password());
        var retains = credential.former().isPresent() || credential.retainsPresent();
        return List.of(retains ? text.sql(" RETAIN CURRENT PASSWORD") : text);
    }

    @Override
    public List<SqlText> discardOldPassword(Credential current) {
        return List.of(MySqlAccounts.alter(current.user()).sql(" DISCARD OLD PASSWORD"));
    }

    /** What has expired is valid once it is set: to the hash that the server has, as the password is not known here. */
    @Override
    public List<SqlText> endExpiry(Identifier user) {
        var setHash = MySqlAccounts.alter(user)
                .sql(" IDENTIFIED WITH caching_sha2_password AS 0x")
                .text();
        return List.of(
                MySqlAccounts.alter(user).sql(" PASSWORD EXPIRE NEVER"),
                MySqlAccounts.sql()
                        .sql("SET @lakou_renewal = (SELECT if(password_expired = 'Y', concat(")
                        .literal(setHash)
                        .sql(", hex(authentication_string)), 'DO 0') FROM mysql.user WHERE host = '%' AND user = ")
                        .literal(user.value())
                        .sql(")"),
                MySqlAccounts.sql().sql("PREPARE lakou_renewal FROM @lakou_renewal"),
                MySqlAccounts.sql().sql("EXECUTE lakou_renewal"),
                MySqlAccounts.sql().sql("DEALLOCATE PREPARE lakou_renewal"));
    }

    @Override
    public List<SqlText> dropAccount(Identifier user) {
        return List.of(MySqlAccounts.account(MySqlAccounts.sql().sql("DROP USER IF EXISTS "), user));
    }

    @Override
    public Optional<ObservedAccount> account(Connection connection, Identifier user) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT account_locked, max_user_connections, user_attributes ->> '$.metadata.lakou', authentication_string,
                       user_attributes -> '$.additional_password' IS NOT NULL,
                       password_expired = 'Y' OR coalesce(password_lifetime, 1) > 0
                FROM mysql.user WHERE host = '%' AND user = ?
                """)) {
            statement.setString(1, user.value());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(account(row, user)) : Optional.empty();
            }
        }
    }

    private static ObservedAccount account(ResultSet row, Identifier user) throws SQLException {
        var hash = row.getString(4).getBytes(ISO_8859_1);
        return new ObservedAccount(
                new Role(
                        user,
                        row.getString(1).equals("N"),
                        MySqlAccounts.limitInModel(row.getInt(2)),
                        Optional.ofNullable(row.getString(3)),
                        MySqlAccounts.attributes(row.getBoolean(5), row.getBoolean(6))),
                password -> CachingSha2Hash.matches(hash, password));
    }

    private static SqlText identified(SqlText text, Password password) {
        return text.sql(" IDENTIFIED WITH caching_sha2_password AS ").secretHex(CachingSha2Hash.of(password));
    }

    private static String attribute(String comment) {
        return "{\"lakou\": \"" + comment + "\"}";
    }
}
