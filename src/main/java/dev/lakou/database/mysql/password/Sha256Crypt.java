package dev.lakou.database.mysql.password;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The digest of SHA-256 crypt, with the salt of 20 bytes that MySQL uses; libraries stop at the 16 of crypt(3).
 *
 * @see <a href="https://www.akkadia.org/drepper/SHA-crypt.txt">Unix crypt using SHA-256</a>
 */
final class Sha256Crypt {
    private static final String BASE64 = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BYTES = 32;

    /** Which three bytes of the digest become four characters, as the specification lists them. */
    private static final int[][] GROUPS = {
        {0, 10, 20}, {21, 1, 11}, {12, 22, 2}, {3, 13, 23}, {24, 4, 14},
        {15, 25, 5}, {6, 16, 26}, {27, 7, 17}, {18, 28, 8}, {9, 19, 29}
    };

    private Sha256Crypt() {}

    /** The 43 characters that follow the salt. */
    static String digest(byte[] password, byte[] salt, int rounds) {
        var first = firstDigest(password, salt);
        var p = repeated(sha256(repeatedInput(password, password.length)), password.length);
        var s = repeated(sha256(repeatedInput(salt, 16 + (first[0] & 0xFF))), salt.length);
        var digest = first;
        for (var round = 0; round < rounds; round++) {
            var odd = round % 2 != 0;
            var sha = sha256();
            sha.update(odd ? p : digest);
            if (round % 3 != 0) {
                sha.update(s);
            }
            if (round % 7 != 0) {
                sha.update(p);
            }
            sha.update(odd ? digest : p);
            digest = sha.digest();
        }
        return encoded(digest);
    }

    private static byte[] firstDigest(byte[] password, byte[] salt) {
        var mixed = sha256(password, salt, password);
        var sha = sha256();
        sha.update(password);
        sha.update(salt);
        sha.update(repeated(mixed, password.length));
        for (var bits = password.length; bits > 0; bits >>= 1) {
            sha.update((bits & 1) != 0 ? mixed : password);
        }
        return sha.digest();
    }

    private static byte[] repeatedInput(byte[] input, int times) {
        var all = new byte[input.length * times];
        for (var i = 0; i < times; i++) {
            System.arraycopy(input, 0, all, i * input.length, input.length);
        }
        return all;
    }

    private static byte[] repeated(byte[] digest, int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = digest[i % BYTES];
        }
        return bytes;
    }

    private static String encoded(byte[] digest) {
        var text = new StringBuilder(43);
        for (var group : GROUPS) {
            append(text, digest[group[0]], digest[group[1]], digest[group[2]], 4);
        }
        append(text, (byte) 0, digest[31], digest[30], 3);
        return text.toString();
    }

    private static void append(StringBuilder text, byte high, byte middle, byte low, int characters) {
        var bits = (high & 0xFF) << 16 | (middle & 0xFF) << 8 | (low & 0xFF);
        for (var i = 0; i < characters; i++) {
            text.append(BASE64.charAt(bits & 63));
            bits >>= 6;
        }
    }

    private static byte[] sha256(byte[]... parts) {
        var sha = sha256();
        Arrays.stream(parts).forEach(sha::update);
        return sha.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
