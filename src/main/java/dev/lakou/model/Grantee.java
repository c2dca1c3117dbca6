package dev.lakou.model;

import java.util.Optional;

/**
 * Who holds a grant: one role, or everybody ({@link #PUBLIC}).
 *
 * @param host MySQL: where an account that is not Lakou's comes from; empty text for a role of MariaDB
 */
public record Grantee(Optional<Identifier> role, Optional<String> host) {
    public static final Grantee PUBLIC = new Grantee(Optional.empty());

    public Grantee(Optional<Identifier> role) {
        this(role, Optional.empty());
    }

    public static Grantee of(Identifier role) {
        return new Grantee(Optional.of(role));
    }

    @Override
    public String toString() {
        return role.map(Identifier::value).orElse("PUBLIC")
                + host.filter(from -> !from.isEmpty()).map(from -> '@' + from).orElse("");
    }
}
