package dev.lakou.model;

import java.util.Optional;

/**
 * A role of PostgreSQL, or an account of MySQL.
 *
 * @param login whether it may open connections
 * @param connectionLimit connections at the same time; {@link #UNLIMITED} for no limit
 * @param comment what is written on it: a {@link Marker}, or somebody else's words
 */
public record Role(Identifier name, boolean login, int connectionLimit, Optional<String> comment) {
    public static final int UNLIMITED = -1;

    public static Role group(Identifier name, Marker marker) {
        return new Role(name, false, UNLIMITED, Optional.of(marker.toString()));
    }

    public static Role user(Identifier name, int connectionLimit, Marker marker) {
        return new Role(name, true, connectionLimit, Optional.of(marker.toString()));
    }

    /** The same role without the right to open connections. */
    public Role closed() {
        return new Role(name, false, connectionLimit, comment);
    }
}
