package dev.lakou.database.mysql;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.MySqlMarkerTable.Kind;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MariaDB: its accounts have no attributes, so a table of Lakou's own says which are whose. */
final class MariaDbFlavor implements MySqlFlavor {
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

    @Override
    public String connectionAdmin() {
        return "CONNECTION ADMIN";
    }

    /** The row comes first: an account without one would be a stranger's. */
    @Override
    public List<SqlText> createAccount(Role role) {
        var row = MySqlMarkerTable.mark(Kind.ACCOUNT, role.name(), role.comment());
        var account = MySqlAccounts.account(MySqlAccounts.sql().sql("CREATE USER IF NOT EXISTS "), role.name())
                .sql(" WITH MAX_USER_CONNECTIONS ")
                .number(MySqlAccounts.limitInSql(role.connectionLimit()))
                .sql(" ACCOUNT LOCK");
        return List.of(row, account);
    }

    @Override
    public SqlText adoptAccount(Role role) {
        return MySqlMarkerTable.mark(Kind.ACCOUNT, role.name(), role.comment());
    }

    @Override
    public SqlText setPassword(Credential credential) {
        var text = MySqlAccounts.alter(credential.user()).sql(" IDENTIFIED");
        identifiedBy(text.sql(" VIA"), credential.password());
        // The new one first: the server stores it where an account's only password is.
        credential.former().ifPresent(former -> identifiedBy(text.sql(" OR"), former));
        return text;
    }

    @Override
    public SqlText discardOldPassword(Credential current) {
        return setPassword(new Credential(current.user(), current.password()));
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
                       json_value(g.priv, '$.authentication_string'), coalesce(json_length(g.priv, '$.auth_or'), 0) > 1
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
                        row.getBoolean(4) ? Set.of(RoleAttribute.SECOND_PASSWORD) : Set.of()),
                password -> hash.equals(Optional.of(NativePasswordHash.of(password))));
    }

    private static void identifiedBy(SqlText text, Password password) {
        text.sql(" mysql_native_password USING ").secret(NativePasswordHash.of(password));
    }
}
