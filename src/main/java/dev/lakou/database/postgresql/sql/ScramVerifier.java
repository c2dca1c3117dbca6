package dev.lakou.database.postgresql.sql;

import dev.lakou.model.Password;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/** What PostgreSQL stores of a password (RFC 5803), computed here so that the password itself never travels. */
public record ScramVerifier(String text) {
    /** PostgreSQL takes anything else for a password in plain text, and stores it without a word. */
    private static final Pattern FORM =
            Pattern.compile("SCRAM-SHA-256\\$\\d+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}");

    public ScramVerifier {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a SCRAM-SHA-256 verifier.");
        }
    }

    public static ScramVerifier of(Password password) {
        return new ScramVerifier(PasswordUtil.encodeScramSha256(characters(password)));
    }

    public static ScramVerifier of(Password password, byte[] salt, int iterations) {
        return new ScramVerifier(PasswordUtil.encodeScramSha256(characters(password), iterations, salt));
    }

    private static char[] characters(Password password) {
        return password.value().toCharArray();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
