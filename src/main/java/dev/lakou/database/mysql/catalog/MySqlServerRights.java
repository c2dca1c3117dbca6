package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads what accounts may do beyond single databases: rights on the whole server, roles, and accounts that they may be. */
record MySqlServerRights(Connection connection, MySqlFlavor flavor) {

    Set<Grant> of(Set<Identifier> accounts) throws SQLException {
        var grants = new HashSet<Grant>();
        var powerful = new HashSet<Identifier>();
        var query = flavor.rightsBeyondDatabases(MySqlRights.places(accounts));
        try (var statement = connection.prepareStatement(query)) {
            var parameters = statement.getParameterMetaData().getParameterCount();
            for (var place = 0; place < parameters; ) {
                for (var account : accounts) {
                    statement.setString(++place, account.value());
                }
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var user = new Identifier(rows.getString(1));
                    if (rows.getString(2).equals("SERVER")) {
                        powerful.add(user);
                    } else {
                        var target = new GrantTarget.OfAccount(rows.getString(3), rows.getString(4));
                        grants.add(Grant.to(user, Privilege.valueOf(rows.getString(2)), target));
                    }
                }
            }
        }
        if (!powerful.isEmpty()) {
            grants.addAll(onServer(powerful));
        }
        return grants;
    }

    /** This view takes its time: only what the tables of accounts say to be worth it is looked up there. */
    private Set<Grant> onServer(Set<Identifier> accounts) throws SQLException {
        var written = written(accounts);
        var grants = new HashSet<Grant>();
        try (var statement = connection.prepareStatement("SELECT grantee, privilege_type, is_grantable"
                + " FROM information_schema.user_privileges WHERE grantee IN (" + MySqlRights.places(accounts) + ")")) {
            var place = 0;
            for (var account : written.keySet()) {
                statement.setString(++place, account);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var user = written.get(rows.getString(1));
                    if (user != null && !rows.getString(2).equals("USAGE")) {
                        grants.add(onServer(user, rows.getString(2)));
                    }
                    if (user != null && rows.getString(3).equals("YES")) {
                        grants.add(onServer(user, Privilege.GRANT_OPTION.sql()));
                    }
                }
            }
        }
        return grants;
    }

    private static Grant onServer(Identifier user, String right) {
        return Grant.to(user, Privilege.GLOBAL, new GrantTarget.OfServer(right));
    }

    /** As the view writes accounts: with quotes around, and nothing escaped within. */
    private static Map<String, Identifier> written(Set<Identifier> accounts) {
        var written = new HashMap<String, Identifier>();
        accounts.forEach(account -> written.put("'" + account + "'@'%'", account));
        return written;
    }
}
