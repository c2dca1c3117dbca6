package dev.lakou.model;

import java.util.Optional;

/** Who holds a grant: one role, or everybody ({@link #PUBLIC}). */
public record Grantee(Optional<Identifier> role) {
    public static final Grantee PUBLIC = new Grantee(Optional.empty());

    public static Grantee of(Identifier role) {
        return new Grantee(Optional.of(role));
    }

    @Override
    public String toString() {
        return role.map(Identifier::value).orElse("PUBLIC");
    }
}
