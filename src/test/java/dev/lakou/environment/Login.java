package dev.lakou.environment;

import java.security.SecureRandom;

/** A user and a password. */
public record Login(String user, String password) {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 24;

    public static Login generated(String user) {
        var password = new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append);
        return new Login(user, password.toString());
    }

    @Override
    public String toString() {
        return user + ":[redacted]";
    }
}
