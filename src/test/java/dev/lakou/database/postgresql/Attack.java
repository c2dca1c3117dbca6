package dev.lakou.database.postgresql;

import java.util.Optional;

/**
 * What one service tries against another, whose schema is {@code victim} and holds a table {@code treasure}.
 *
 * @param refusal the SQLSTATE that PostgreSQL answers with; empty for what it cannot keep a service from
 */
record Attack(String name, String sql, Optional<String> refusal) {
    private static final String NOT_ALLOWED = "42501";

    static Attack refused(String name, String sql) {
        return refused(name, sql, NOT_ALLOWED);
    }

    static Attack refused(String name, String sql, String state) {
        return new Attack(name, sql, Optional.of(state));
    }

    /** Such an attack stands in README.md, under what stays open. */
    static Attack possible(String name, String sql) {
        return new Attack(name, sql, Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}
