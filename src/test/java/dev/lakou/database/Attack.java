package dev.lakou.database;

import java.util.Optional;

/**
 * What one service tries against another, whose schema is {@code victim} and holds a table {@code treasure}.
 *
 * @param refusal the SQLSTATE of the answer; empty for what the server cannot keep a service from
 */
public record Attack(String name, String sql, Optional<String> refusal) {
    public static Attack refused(String name, String sql, String state) {
        return new Attack(name, sql, Optional.of(state));
    }

    /** Such an attack stands in README.md, under what stays open. */
    public static Attack possible(String name, String sql) {
        return new Attack(name, sql, Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}
