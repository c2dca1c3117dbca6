package dev.lakou.model;

/**
 * A name in a database: any text that a server can hold between quotes. How it is quoted, and how long it may be,
 * belongs to each engine.
 */
public record Identifier(String value) implements Comparable<Identifier> {
    public Identifier {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A database name cannot be empty.");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A database name cannot hold the character NUL.");
        }
    }

    @Override
    public int compareTo(Identifier other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
