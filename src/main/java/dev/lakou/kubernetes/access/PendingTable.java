package dev.lakou.kubernetes.access;

import dev.lakou.model.Identifier;

/**
 * A table that is used once it is there, or has the columns that are wanted.
 *
 * @param concerns whose it is, or for whom, in words
 */
public record PendingTable(Identifier schema, Identifier table, String concerns) {
    @Override
    public String toString() {
        return "%s.%s %s".formatted(schema, table, concerns);
    }
}
