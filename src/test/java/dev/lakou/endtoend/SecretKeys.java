package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The keys of a Secret, decoded, as a container finds them in its environment. They do not print their values. */
public record SecretKeys(Map<String, String> values) {

    public SecretKeys {
        values = new TreeMap<>(values);
    }

    String get(String key) {
        return requireNonNull(values.get(key), key);
    }

    /** Connects with DATABASE_URL alone. */
    Connection connect() throws SQLException {
        return DatabaseUrl.of(get("DATABASE_URL")).connect();
    }

    /** Runs statements as whoever the Secret is for. */
    void run(String... statements) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    void requireRefused(String sql) {
        assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> run(sql));
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
