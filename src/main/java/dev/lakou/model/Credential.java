package dev.lakou.model;

import java.util.Optional;

/**
 * A user and the password that lets it in.
 *
 * @param former where the password takes another's place: that other one, which must go on working beside it
 */
public record Credential(Identifier user, Password password, Optional<Password> former) {
    public Credential(Identifier user, Password password) {
        this(user, password, Optional.empty());
    }
}
