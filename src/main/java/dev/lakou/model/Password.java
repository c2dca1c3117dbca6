package dev.lakou.model;

import java.util.random.RandomGenerator;

/** A password in plain text. It prints as {@code [redacted]}, so it cannot reach a log by accident. */
public record Password(String value) {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";
    private static final int LENGTH = 32;

    public Password {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A password cannot be empty.");
        }
    }

    /**
     * Makes a password of 32 letters and digits (about 190 bits), beginning with a letter: no client, shell or
     * template gives any of these a meaning of its own, and no parser takes it for a number.
     */
    public static Password generate(RandomGenerator random) {
        var text = new StringBuilder(LENGTH).append(pick(LETTERS, random));
        while (text.length() < LENGTH) {
            text.append(pick(LETTERS_AND_DIGITS, random));
        }
        return new Password(text.toString());
    }

    private static char pick(String alphabet, RandomGenerator random) {
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
