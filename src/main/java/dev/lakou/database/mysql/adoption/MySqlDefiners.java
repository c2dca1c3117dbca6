package dev.lakou.database.mysql.adoption;

import dev.lakou.database.mysql.catalog.MySqlRights;
import dev.lakou.model.Grant;
import dev.lakou.model.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Views, triggers, routines and events run as whoever defined them, whoever uses them.
 *
 * @param own the users of the service
 */
record MySqlDefiners(MySqlRights rights, Set<Identifier> own) {
    private static final String ALL =
            """
            SELECT 'view' AS kind, table_schema AS home, table_name AS name, definer FROM information_schema.views
            UNION ALL SELECT 'trigger', trigger_schema, trigger_name, definer FROM information_schema.triggers
            UNION ALL SELECT lower(routine_type), routine_schema, routine_name, definer FROM information_schema.routines
            UNION ALL SELECT 'event', event_schema, event_name, definer FROM information_schema.events
            """;

    /** What in the database runs as others; those that are nobody's lose their rights on it with the takeover. */
    List<String> in(Identifier schema) throws SQLException {
        var losers = rights.of(Set.of(), Set.of(schema)).stream()
                .map(Grant::grantee)
                .map(grantee -> grantee.host().isEmpty() ? grantee + "@%" : grantee.toString())
                .collect(Collectors.toSet());
        var byDefiner = new TreeMap<String, List<String>>();
        for (var found : read("home", schema.value())) {
            if (own.stream().noneMatch(user -> found.isOf(user))) {
                byDefiner
                        .computeIfAbsent(found.definer(), definer -> new ArrayList<>())
                        .add(found.words());
            }
        }
        return byDefiner.entrySet().stream()
                .map(one -> (losers.contains(one.getKey())
                                ? "%s: run as \"%s\", whose rights on database \"%s\" end, so that they fail until the service defines them anew"
                                : "%s: run as \"%s\" with all its rights, for the users of database \"%s\" too")
                        .formatted(String.join(", ", one.getValue()), one.getKey(), schema))
                .toList();
    }

    /** What in other databases runs with the rights of this user. */
    List<String> elsewhere(Identifier user, Set<Identifier> homes) throws SQLException {
        return read("definer", user.value() + "@%").stream()
                .filter(found -> !homes.contains(new Identifier(found.home())))
                .map(found -> "%s: runs as \"%s\", which then has no rights but the service's"
                        .formatted(found.words(), found.definer()))
                .toList();
    }

    private List<Definition> read(String column, String value) throws SQLException {
        try (var statement = rights.connection()
                .prepareStatement("SELECT kind, home, name, definer FROM (" + ALL + ") d WHERE " + column
                        + " = ? ORDER BY 1, 2, 3")) {
            statement.setString(1, value);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Definition>();
                while (rows.next()) {
                    found.add(
                            new Definition(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return found;
            }
        }
    }

    private record Definition(String kind, String home, String name, String definer) {
        boolean isOf(Identifier user) {
            return definer.equals(user.value() + "@%");
        }

        String words() {
            return kind + " " + home + "." + name;
        }
    }
}
