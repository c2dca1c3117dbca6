package dev.lakou.model;

/**
 * Something in a spec that cannot be done.
 *
 * @param message names the field, the value, the rule and what to do
 */
public record Mistake(Kind kind, String message) {

    /** A value that the engine or the platform does not take. */
    public static Mistake value(String message) {
        return new Mistake(Kind.VALUE, message);
    }

    /** A name that the server keeps for itself. */
    public static Mistake reserved(String message) {
        return new Mistake(Kind.RESERVED, message);
    }

    /** A name against the naming convention of the server. */
    public static Mistake name(String message) {
        return new Mistake(Kind.NAME, message);
    }

    /** What is wrong with it. */
    public enum Kind {
        VALUE,
        RESERVED,
        NAME
    }
}
