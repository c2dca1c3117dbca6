package dev.lakou.database.postgresql.sql;

import dev.lakou.database.jdbc.Quoting;
import dev.lakou.model.Identifier;

/** Doubles quotes; the connections keep {@code standard_conforming_strings} on, so that a backslash means itself. */
public enum PostgresQuoting implements Quoting {
    INSTANCE;

    @Override
    public String name(Identifier identifier) {
        return '"' + identifier.value().replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
