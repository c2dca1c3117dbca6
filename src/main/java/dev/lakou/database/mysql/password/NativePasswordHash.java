package dev.lakou.database.mysql.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.model.Password;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What {@code mysql_native_password} of MariaDB stores of a password: a star and SHA-1 of SHA-1, in capitals. */
public final class NativePasswordHash {
    private NativePasswordHash() {}

    public static String of(Password password) {
        var twice = sha1(sha1(password.value().getBytes(UTF_8)));
        return "*" + HexFormat.of().withUpperCase().formatHex(twice);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }
}
