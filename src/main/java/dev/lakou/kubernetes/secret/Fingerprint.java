package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.model.Password;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** By which a password that Lakou issued is known again, without telling it. */
final class Fingerprint {
    /** A password that a person chose could be guessed from its digest; these have 190 bits. */
    private static final Pattern GENERATED = Pattern.compile("[A-Za-z][A-Za-z0-9]{31}");

    private Fingerprint() {}

    /** Another one for each resource and user; empty for a password that Lakou did not generate. */
    static Optional<String> of(Password password, Account account) {
        return GENERATED.matcher(password.value()).matches()
                ? Optional.of(digest(
                        account.resource().getMetadata().getUid() + "/" + account.user() + "/" + password.value()))
                : Optional.empty();
    }

    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
