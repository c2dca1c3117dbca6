package dev.lakou.database.jdbc;

import dev.lakou.model.Identifier;

/** How an engine writes names and texts so that nothing inside them can end them. */
public interface Quoting {

    String name(Identifier identifier);

    String literal(String text);
}
