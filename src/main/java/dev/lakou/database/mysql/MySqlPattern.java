package dev.lakou.database.mysql;

import dev.lakou.model.Identifier;

/** The name of a database as a GRANT reads it: a pattern, in which _ and % must be escaped to mean themselves. */
final class MySqlPattern {
    private MySqlPattern() {}

    static String of(Identifier schema) {
        return schema.value().replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }
}
