package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who has which accounts as roles, by way of other roles too. Accounts are written as {@code user@host}. */
record MySqlRoleMembers(Connection connection, MySqlFlavor flavor) {

    /** The members of each account that has some. */
    Map<String, List<String>> all() throws SQLException {
        var direct = new HashMap<String, Set<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(flavor.roleMembers())) {
            while (rows.next()) {
                direct.computeIfAbsent(rows.getString(1), role -> new TreeSet<>())
                        .add(rows.getString(2));
            }
        }
        var all = new HashMap<String, List<String>>();
        direct.keySet().forEach(role -> {
            var members = new TreeSet<String>();
            collect(role, direct, members);
            members.removeIf(direct::containsKey);
            all.put(role, List.copyOf(members));
        });
        return all;
    }

    private static void collect(String role, Map<String, Set<String>> direct, Set<String> members) {
        for (var member : direct.getOrDefault(role, Set.of())) {
            if (members.add(member)) {
                collect(member, direct, members);
            }
        }
    }
}
