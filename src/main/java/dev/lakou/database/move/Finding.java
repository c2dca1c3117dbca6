package dev.lakou.database.move;

import java.util.Optional;

/**
 * Something that is worth knowing before a move.
 *
 * @param refuses whether there can be no move while this is so
 * @param text what is found, on which server, by name, and what to do
 * @param statement what a DBA can run to mend it
 */
public record Finding(boolean refuses, String text, Optional<String> statement) {

    public static Finding refusing(String text) {
        return new Finding(true, text, Optional.empty());
    }

    public static Finding refusing(String text, String statement) {
        return new Finding(true, text, Optional.of(statement));
    }

    public static Finding telling(String text) {
        return new Finding(false, text, Optional.empty());
    }
}
