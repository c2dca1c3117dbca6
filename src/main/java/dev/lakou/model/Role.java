package dev.lakou.model;

import java.util.Optional;
import java.util.Set;

/**
 * A role of PostgreSQL, or an account of MySQL.
 *
 * @param login whether it may open connections
 * @param connectionLimit connections at the same time; {@link #UNLIMITED} for no limit
 * @param comment what is written on it: a {@link Marker}, or somebody else's words
 * @param attributes what it may do beyond its grants; a service's roles have none, but for a second password during a rotation
 * @param adopted whether the marker says that somebody else made it
 */
public record Role(
        Identifier name,
        boolean login,
        int connectionLimit,
        Optional<String> comment,
        Set<RoleAttribute> attributes,
        boolean adopted) {
    public static final int UNLIMITED = -1;

    public Role {
        attributes = Set.copyOf(attributes);
    }

    /** As a server has it, or as it is desired. */
    public Role(
            Identifier name,
            boolean login,
            int connectionLimit,
            Optional<String> comment,
            Set<RoleAttribute> attributes) {
        this(
                name,
                login,
                connectionLimit,
                comment.map(Marker::plain),
                attributes,
                comment.filter(Marker::isAdopted).isPresent());
    }

    public static Role group(Identifier name, Marker marker) {
        return new Role(name, false, UNLIMITED, Optional.of(marker.toString()), Set.of());
    }

    public static Role user(Identifier name, int connectionLimit, Marker marker) {
        return new Role(name, true, connectionLimit, Optional.of(marker.toString()), Set.of());
    }

    /** The same role without the right to open connections. */
    public Role closed() {
        return new Role(name, false, connectionLimit, comment, attributes, adopted);
    }

    /** The same role without a comment. */
    public Role unmarked() {
        return new Role(name, login, connectionLimit, Optional.empty(), attributes);
    }

    /** The same role with an attribute. */
    public Role with(RoleAttribute attribute) {
        return new Role(name, login, connectionLimit, comment, Set.of(attribute), adopted);
    }
}
