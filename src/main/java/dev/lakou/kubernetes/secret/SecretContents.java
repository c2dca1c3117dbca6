package dev.lakou.kubernetes.secret;

import dev.lakou.model.Password;
import java.util.List;
import java.util.Optional;

/**
 * What the Secrets of an account say of its credential, unproven.
 *
 * @param passwords the likeliest first
 * @param hint what stands on the Secret beside the password; empty where there is none
 */
public record SecretContents(List<Password> passwords, Optional<PasswordRecord> hint) {
    public SecretContents {
        passwords = List.copyOf(passwords);
    }
}
