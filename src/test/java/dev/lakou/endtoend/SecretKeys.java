package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;

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

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
