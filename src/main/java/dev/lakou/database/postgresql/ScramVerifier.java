package dev.lakou.database.postgresql;

import static com.ongres.scram.common.ScramMechanism.SCRAM_SHA_256;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.StringPreparation;
import dev.lakou.model.Password;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What PostgreSQL stores of a password (RFC 5803), computed here so that the password itself never travels. */
public record ScramVerifier(String text) {
    /** PostgreSQL takes anything else for a password in plain text, and stores it without a word. */
    private static final Pattern FORM =
            Pattern.compile("SCRAM-SHA-256\\$\\d+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}");

    private static final int ITERATIONS = 4096;
    private static final int SALT_BYTES = 16;
    private static final RandomGenerator RANDOM = new SecureRandom();

    public ScramVerifier {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a SCRAM-SHA-256 verifier.");
        }
    }

    public static ScramVerifier of(Password password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return of(password, salt, ITERATIONS);
    }

    public static ScramVerifier of(Password password, byte[] salt, int iterations) {
        var salted = ScramFunctions.saltedPassword(
                SCRAM_SHA_256,
                StringPreparation.POSTGRESQL_PREPARATION,
                password.value().toCharArray(),
                salt,
                iterations);
        var storedKey = ScramFunctions.storedKey(SCRAM_SHA_256, ScramFunctions.clientKey(SCRAM_SHA_256, salted));
        var serverKey = ScramFunctions.serverKey(SCRAM_SHA_256, salted);
        var base64 = Base64.getEncoder();
        return new ScramVerifier("SCRAM-SHA-256$%d:%s$%s:%s"
                .formatted(
                        iterations,
                        base64.encodeToString(salt),
                        base64.encodeToString(storedKey),
                        base64.encodeToString(serverKey)));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
