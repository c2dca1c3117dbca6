package dev.lakou.database.mysql.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.model.Password;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What {@code caching_sha2_password} stores of a password, computed here so that the password itself never travels:
 * {@code $A$}, the rounds in thousands as three hexadecimal digits, {@code $}, 20 characters of salt, the digest.
 */
public final class CachingSha2Hash {
    private static final String SALT_CHARACTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final int ROUNDS = 5000;
    private static final int SALT_BYTES = 20;
    private static final int SALT_BEGIN = 7;
    private static final int SALT_END = SALT_BEGIN + SALT_BYTES;

    private CachingSha2Hash() {}

    /** A new hash, in hexadecimal digits. */
    public static String of(Password password) {
        var salt = new StringBuilder();
        while (salt.length() < SALT_BYTES) {
            salt.append(SALT_CHARACTERS.charAt(RANDOM.nextInt(SALT_CHARACTERS.length())));
        }
        return HexFormat.of().formatHex(hash(password, salt.toString().getBytes(US_ASCII), ROUNDS));
    }

    /** Whether the stored hash is one of this password. */
    public static boolean matches(byte[] stored, Password password) {
        if (stored.length <= SALT_END) {
            return false;
        }
        try {
            var thousands = Integer.parseInt(new String(stored, 3, 3, US_ASCII), 16);
            var salt = Arrays.copyOfRange(stored, SALT_BEGIN, SALT_END);
            return MessageDigest.isEqual(stored, hash(password, salt, thousands * 1000));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static byte[] hash(Password password, byte[] salt, int rounds) {
        var head = "$A$%03X$".formatted(rounds / 1000).getBytes(US_ASCII);
        var digest = Sha256Crypt.digest(password.value().getBytes(UTF_8), salt, rounds)
                .getBytes(US_ASCII);
        var hash = Arrays.copyOf(head, head.length + salt.length + digest.length);
        System.arraycopy(salt, 0, hash, head.length, salt.length);
        System.arraycopy(digest, 0, hash, head.length + salt.length, digest.length);
        return hash;
    }
}
