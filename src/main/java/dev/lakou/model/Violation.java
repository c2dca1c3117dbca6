package dev.lakou.model;

/**
 * Something in a spec that cannot be done.
 *
 * @param message names the field, the value, the rule and what to do
 */
public record Violation(Kind kind, String message) {

    /** A value that the engine or the platform does not take. */
    public static Violation value(String message) {
        return new Violation(Kind.VALUE, message);
    }

    /** A name that the server keeps for itself. */
    public static Violation reserved(String message) {
        return new Violation(Kind.RESERVED, message);
    }

    /** A name against the naming convention of the server. */
    public static Violation name(String message) {
        return new Violation(Kind.NAME, message);
    }

    /** What is wrong with it. */
    public enum Kind {
        VALUE,
        RESERVED,
        NAME
    }
}
