package dev.lakou.model;

import java.util.Optional;

/**
 * How a service may log in, at one point of its rotation.
 *
 * @param current what its Secret says
 * @param former the login of the Secret before; the same user where the engine lets one have two passwords
 */
public record Logins(Credential current, Optional<Former> former) {

    /** A service whose credential was never rotated. */
    public static Logins only(Credential current) {
        return new Logins(current, Optional.empty());
    }

    public Logins beside(Identifier user) {
        return new Logins(current, Optional.of(new Former(user, true)));
    }

    public Logins after(Identifier user) {
        return new Logins(current, Optional.of(new Former(user, false)));
    }

    /**
     * The login that was the current one before.
     *
     * @param open whether it still lets the service in
     */
    public record Former(Identifier user, boolean open) {}
}
