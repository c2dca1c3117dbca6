package dev.lakou.database.mysql;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** MariaDB: its accounts have no attributes, so a table of Lakou's own says which are whose. */
final class MariaDbFlavor implements MySqlFlavor {
    static final String BOOKKEEPING = "lakou";

    @Override
    public Flavor flavor() {
        return Flavor.MARIADB;
    }

    @Override
    public String oldestVersion() {
        return "10.11";
    }

    @Override
    public String connectionAdmin() {
        return "CONNECTION ADMIN";
    }

    @Override
    public List<SqlText> foundation() {
        return List.of(
                MySqlAccounts.sql().sql("CREATE DATABASE IF NOT EXISTS `lakou` CHARACTER SET utf8mb4"),
                MySqlAccounts.sql()
                        .sql(
                                "CREATE TABLE IF NOT EXISTS `lakou`.`account` (user VARCHAR(128) COLLATE utf8mb4_bin PRIMARY KEY,"
                                        + " marker VARCHAR(512) NOT NULL)"));
    }

    /** The row comes first: an account without one would be a stranger's. */
    @Override
    public List<SqlText> createAccount(Role role) {
        var row = MySqlAccounts.sql()
                .sql("REPLACE INTO `lakou`.`account` (user, marker) VALUES (")
                .literal(role.name().value())
                .sql(", ")
                .literal(role.comment().orElse(""))
                .sql(")");
        var account = MySqlAccounts.account(MySqlAccounts.sql().sql("CREATE USER IF NOT EXISTS "), role.name())
                .sql(" WITH MAX_USER_CONNECTIONS ")
                .number(MySqlAccounts.limitInSql(role.connectionLimit()))
                .sql(" ACCOUNT LOCK");
        return List.of(row, account);
    }

    @Override
    public SqlText setPassword(Identifier user, Password password) {
        return MySqlAccounts.alter(user)
                .sql(" IDENTIFIED VIA mysql_native_password USING ")
                .secret(NativePasswordHash.of(password));
    }

    @Override
    public List<SqlText> dropAccount(Identifier user) {
        return List.of(
                MySqlAccounts.account(MySqlAccounts.sql().sql("DROP USER IF EXISTS "), user),
                MySqlAccounts.sql()
                        .sql("DELETE FROM `lakou`.`account` WHERE user = ")
                        .literal(user.value()));
    }

    @Override
    public Optional<Account> account(Connection connection, Identifier user) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT coalesce(json_value(g.priv, '$.account_locked'), 0), coalesce(json_value(g.priv, '$.max_user_connections'), 0),
                       a.marker, json_value(g.priv, '$.authentication_string')
                FROM mysql.global_priv g LEFT JOIN lakou.account a ON a.user = convert(g.user USING utf8mb4) COLLATE utf8mb4_bin
                WHERE g.host = '%' AND g.user = ?
                """)) {
            statement.setString(1, user.value());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(account(row, user)) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<String> markerOf(Connection connection, Identifier schema) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT a.marker FROM lakou.account a JOIN mysql.db d ON a.user = convert(d.user USING utf8mb4) COLLATE utf8mb4_bin
                WHERE d.host = '%' AND d.db IN (?, ?)
                """)) {
            statement.setString(1, schema.value());
            statement.setString(2, MySqlPattern.of(schema));
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static Account account(ResultSet row, Identifier user) throws SQLException {
        var hash = Optional.ofNullable(row.getString(4));
        return new Account(
                new Role(
                        user,
                        !List.of("1", "true").contains(row.getString(1)),
                        MySqlAccounts.limitInModel(row.getInt(2)),
                        Optional.ofNullable(row.getString(3))),
                password -> hash.equals(Optional.of(NativePasswordHash.of(password))));
    }
}
