package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Accounts that somebody made without Lakou, as those who are let into a database. */
public final class MySqlForeignRoles {
    private MySqlForeignRoles() {}

    public static Map<Grantee, ForeignRole> of(Connection connection, MySqlFlavor flavor, Set<Grantee> accounts)
            throws SQLException {
        var found = new HashMap<Grantee, ForeignRole>();
        for (var account : accounts) {
            found.put(account, of(connection, flavor, account));
        }
        return found;
    }

    private static ForeignRole of(Connection connection, MySqlFlavor flavor, Grantee account) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT %s, concat(p.user, '@', p.host) = current_user() OR p.super_priv = 'Y' OR p.create_user_priv = 'Y'
                FROM mysql.user p WHERE p.user = ? AND p.host = ?
                """
                        .formatted(flavor.isLakous()))) {
            statement.setString(1, account.role().map(Identifier::value).orElse(""));
            statement.setString(2, account.host().orElse("%"));
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return ForeignRole.MISSING;
                }
                if (row.getBoolean(1)) {
                    return ForeignRole.LAKOUS;
                }
                return row.getBoolean(2) ? ForeignRole.ADMINISTRATOR : ForeignRole.SHAREABLE;
            }
        }
    }
}
