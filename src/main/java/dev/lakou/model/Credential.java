package dev.lakou.model;

import java.util.Optional;

/**
 * A user and the password that lets it in.
 *
 * @param former where the password takes another's place: that other one, which must go on working beside it
 * @param retainsPresent where nobody knows the other one any more: whether what lets the user in now goes on, whatever it is
 */
public record Credential(Identifier user, Password password, Optional<Password> former, boolean retainsPresent) {
    public Credential(Identifier user, Password password, Optional<Password> former) {
        this(user, password, former, false);
    }

    public Credential(Identifier user, Password password) {
        this(user, password, Optional.empty());
    }

    /** In place of a password that is lost, and beside it. */
    public Credential retainingPresent() {
        return new Credential(user, password, former, true);
    }
}
