package dev.lakou.database.mysql.catalog;

import dev.lakou.database.SchemaRight;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads who may do what in one database, and by which grant. */
public record MySqlSchemaRights(Connection connection, MySqlFlavor flavor) {
    /** A grant on databases may be a pattern: LIKE reads it as the server does. Rights on the whole server come last. */
    private static final String RIGHTS =
            """
            SELECT grantee, privilege_type, CASE WHEN ? = REPLACE(table_schema, '\\\\', '') THEN 'the schema'
                                                 ELSE CONCAT('databases like ', table_schema) END
            FROM information_schema.schema_privileges WHERE ? LIKE table_schema
            UNION ALL SELECT grantee, privilege_type, CONCAT('table ', table_name)
            FROM information_schema.table_privileges WHERE table_schema = ?
            UNION ALL SELECT grantee, privilege_type, CONCAT('column ', table_name, '.', column_name)
            FROM information_schema.column_privileges WHERE table_schema = ?
            UNION ALL SELECT CONCAT('''', user, '''@''', host, ''''), UPPER(proc_priv), CONCAT(LOWER(routine_type), ' ', routine_name)
            FROM mysql.procs_priv WHERE db = ?
            UNION ALL SELECT grantee, privilege_type, 'the whole server'
            FROM information_schema.user_privileges WHERE privilege_type IN
              ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'CREATE', 'EXECUTE', 'TRIGGER', 'SUPER', 'CREATE USER')
            """;

    private static final int PARAMETERS = 5;

    public List<SchemaRight> of(Identifier schema) throws SQLException {
        var privileges = privileges(schema);
        var markers = flavor.openLogins(connection).entrySet().stream()
                .collect(Collectors.toMap(one -> account(one.getKey()), Map.Entry::getValue));
        var members = new MySqlRoleMembers(connection, flavor).all();
        var rights = new ArrayList<SchemaRight>();
        privileges.forEach((place, held) -> rights.add(new SchemaRight(
                place.holder(),
                marker(place, markers),
                held,
                place.on(),
                members.getOrDefault(place.holder(), List.of(place.holder())))));
        rights.sort(Comparator.comparing(SchemaRight::holder).thenComparing(SchemaRight::on));
        return rights;
    }

    private static Optional<Marker> marker(Place place, Map<String, Marker> markers) {
        return Optional.ofNullable(markers.get(place.holder()));
    }

    private Map<Place, TreeSet<String>> privileges(Identifier schema) throws SQLException {
        var privileges = new HashMap<Place, TreeSet<String>>();
        try (var statement = connection.prepareStatement(RIGHTS)) {
            for (var place = 1; place <= PARAMETERS; place++) {
                statement.setString(place, schema.value());
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    // As the view writes accounts: with quotes around, and nothing escaped within.
                    var holder = rows.getString(1).replaceFirst("^'(.*)'@'(.*)'$", "$1@$2");
                    privileges
                            .computeIfAbsent(new Place(holder, rows.getString(3)), place -> new TreeSet<>())
                            .addAll(List.of(rows.getString(2).split(",")));
                }
            }
        }
        return privileges;
    }

    private static String account(Identifier login) {
        return login + "@%";
    }

    private record Place(String holder, String on) {}
}
