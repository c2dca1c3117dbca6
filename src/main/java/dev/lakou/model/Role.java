package dev.lakou.model;

import java.util.Optional;
import java.util.Set;

/**
 * A role of PostgreSQL, or an account of MySQL.
 *
 * @param login whether it may open connections
 * @param connectionLimit connections at the same time; {@link #UNLIMITED} for no limit
 * @param comment what is written on it: a {@link Marker}, or somebody else's words
 * @param powers what it may do beyond its grants; a room's roles have none, but for a second password during a rotation
 */
public record Role(Identifier name, boolean login, int connectionLimit, Optional<String> comment, Set<Power> powers) {
    public static final int UNLIMITED = -1;

    public Role {
        powers = Set.copyOf(powers);
    }

    public static Role group(Identifier name, Marker marker) {
        return new Role(name, false, UNLIMITED, Optional.of(marker.toString()), Set.of());
    }

    public static Role user(Identifier name, int connectionLimit, Marker marker) {
        return new Role(name, true, connectionLimit, Optional.of(marker.toString()), Set.of());
    }

    /** The same role without the right to open connections. */
    public Role closed() {
        return new Role(name, false, connectionLimit, comment, powers);
    }

    /** The same role with a power. */
    public Role with(Power power) {
        return new Role(name, login, connectionLimit, comment, Set.of(power));
    }
}
