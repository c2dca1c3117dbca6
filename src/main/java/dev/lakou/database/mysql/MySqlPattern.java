package dev.lakou.database.mysql;

import dev.lakou.model.Identifier;
import java.util.Optional;

/** The name of a database as a GRANT reads it: a pattern, in which _ and % must be escaped to mean themselves. */
final class MySqlPattern {
    private MySqlPattern() {}

    static String of(Identifier schema) {
        return schema.value().replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    /** The one database that a pattern means; empty if it may mean several. */
    static Optional<Identifier> nameIn(String pattern) {
        var name = pattern.replaceAll("\\\\(.)", "$1");
        return !name.isEmpty() && of(new Identifier(name)).equals(pattern)
                ? Optional.of(new Identifier(name))
                : Optional.empty();
    }
}
