package dev.lakou.database.postgresql.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.database.postgresql.sql.ScramVerifier;
import dev.lakou.model.Credential;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What PostgreSQL stores of a password, to be compared with one. It shows that to superusers alone. */
record StoredPassword(String text) {
    private static final Pattern SCRAM =
            Pattern.compile("SCRAM-SHA-256\\$(?<iterations>\\d{1,9}):(?<salt>[A-Za-z0-9+/=]+)\\$.*");

    boolean isOf(Credential credential) {
        var scram = SCRAM.matcher(text);
        if (!scram.matches()) {
            return text.equals(md5(credential));
        }
        return ScramVerifier.of(
                        credential.password(),
                        Base64.getDecoder().decode(scram.group("salt")),
                        Integer.parseInt(scram.group("iterations")))
                .text()
                .equals(text);
    }

    /** The form of the years before PostgreSQL 14, which a login that is taken over may have. */
    private static String md5(Credential credential) {
        try {
            var text = credential.password().value() + credential.user().value();
            return "md5"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5.", e);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
