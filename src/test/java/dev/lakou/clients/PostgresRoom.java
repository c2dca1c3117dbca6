package dev.lakou.clients;

import dev.lakou.environment.RunningDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A room in PostgreSQL as Lakou makes it, made by hand: a schema, its owner who cannot log in, a login that acts as it. */
record PostgresRoom(RunningDatabase cluster, String database, String schema, String user, String password) {

    /** Makes the room in a database of its own; the login finds its schema by its own search path. */
    void make() throws SQLException {
        makeWithoutSearchPath();
        execute(
                database,
                "ALTER ROLE " + quoted(user) + " IN DATABASE " + quoted(database) + " SET search_path TO "
                        + quoted(schema) + ", public");
    }

    /** Makes the room; where tables of the login go is up to its client. */
    void makeWithoutSearchPath() throws SQLException {
        execute("postgres", "CREATE DATABASE " + quoted(database));
        execute(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        execute(database, "CREATE ROLE " + quoted(owner()) + " NOLOGIN");
        execute(database, "CREATE SCHEMA " + quoted(schema));
        execute(database, "GRANT USAGE, CREATE ON SCHEMA " + quoted(schema) + " TO " + quoted(owner()));
        execute(database, "CREATE ROLE " + quoted(user) + " LOGIN CONNECTION LIMIT 15 PASSWORD " + literal(password));
        execute(database, "GRANT " + quoted(owner()) + " TO " + quoted(user));
        execute(
                database,
                "ALTER ROLE " + quoted(user) + " IN DATABASE " + quoted(database) + " SET role TO " + quoted(owner()));
    }

    Landing landing() {
        return new Landing(schema, Optional.of(owner()));
    }

    private String owner() {
        return user + "_owner";
    }

    private void execute(String where, String sql) throws SQLException {
        try (Connection connection = Catalog.connect(cluster, where);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
