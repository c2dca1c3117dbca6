package dev.lakou.database.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** How a side tells what it has of one kind of thing. */
public final class Listing {
    private static final int LONGEST = 120;
    private static final int HASH_DIGITS = 16;

    private Listing() {}

    /** All of a few; of many how many they are, and a digest. In whatever order they come. */
    public static String of(Collection<String> all) {
        var sorted = all.stream().sorted().toList();
        var text = String.join(", ", sorted);
        return text.length() <= LONGEST ? text : sorted.size() + ", " + hash(text);
    }

    /** Hexadecimal digits by which texts are told apart. */
    public static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
