package dev.lakou.model;

import java.util.Locale;

/** The kinds of things in a schema that rights are on. */
public enum ObjectKind {
    /** Views are among them. */
    TABLES,
    SEQUENCES,
    /** Procedures are among them. */
    FUNCTIONS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
