package dev.lakou.database.mysql.flavor;

import dev.lakou.database.jdbc.Quoting;
import dev.lakou.model.Identifier;

/** Doubles quotes and backslashes; the connections set an {@code sql_mode} in which a backslash escapes. */
public enum MySqlQuoting implements Quoting {
    INSTANCE;

    @Override
    public String name(Identifier identifier) {
        return '`' + identifier.value().replace("`", "``") + '`';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
