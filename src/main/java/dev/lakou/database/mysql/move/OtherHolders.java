package dev.lakou.database.mysql.move;

import dev.lakou.database.SchemaRight;
import dev.lakou.database.mysql.catalog.MySqlSchemaRights;
import dev.lakou.model.Identifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who has rights on the databases of a service, and is neither the service nor one who administers all. */
record OtherHolders(MoveEnd end, ServiceLogins logins, Schemas schemas) {
    private static final String EVERYWHERE = "the whole server";

    private static final Set<String> READING = Set.of("SELECT", "SHOW VIEW", "USAGE");

    /** Such as {@code report@% (SELECT on the schema)}. */
    List<String> whoWrite() {
        return those(right -> !READING.containsAll(right.privileges()));
    }

    List<String> whoRead() {
        return those(right -> READING.containsAll(right.privileges()));
    }

    private List<String> those(Predicate<SchemaRight> wanted) {
        var own = logins.all().stream().map(login -> login + "@%").collect(Collectors.toSet());
        var found = new TreeSet<String>();
        for (var schema : schemas.names()) {
            found.addAll(in(schema, wanted, own));
        }
        return List.copyOf(found);
    }

    private List<String> in(Identifier schema, Predicate<SchemaRight> wanted, Set<String> own) {
        return end.with((connection, dialect) -> new MySqlSchemaRights(connection, dialect.flavor())
                .of(schema).stream()
                        .filter(right -> !right.on().equals(EVERYWHERE))
                        .filter(right -> !own.contains(right.holder()))
                        .filter(wanted)
                        .map(right -> "%s (%s on %s)"
                                .formatted(right.holder(), String.join(", ", right.privileges()), right.on()))
                        .toList());
    }
}
