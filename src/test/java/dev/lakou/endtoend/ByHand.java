package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.Login;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import java.sql.SQLException;

/**
 * A service's schema and login as people made them before there was Lakou.
 *
 * @param database the one that services share in PostgreSQL
 */
record ByHand(RunningDatabase server, String database, String schema) {
    static final String PASSWORD = "made-by-hand";

    /** As the services of En Garde came to be. */
    void make() throws SQLException {
        var user = schema + "_user";
        if (server instanceof PostgresCluster) {
            sql(
                    "CREATE SCHEMA " + schema,
                    "CREATE USER %s PASSWORD '%s'".formatted(user, PASSWORD),
                    "ALTER USER %s SET search_path TO %s".formatted(user, schema),
                    "GRANT CONNECT ON DATABASE %s TO %s".formatted(database, user),
                    "GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, user));
        } else {
            sql(
                    "CREATE DATABASE " + schema,
                    "CREATE USER %s IDENTIFIED BY '%s'".formatted(user, PASSWORD),
                    // A grant reads _ as any character.
                    "GRANT ALL ON `%s`.* TO %s".formatted(schema.replace("_", "\\_"), user));
        }
        sql(
                "CREATE TABLE %s.bookings (id INT PRIMARY KEY)".formatted(schema),
                "INSERT INTO %s.bookings VALUES (1), (2), (3)".formatted(schema));
        if (server instanceof PostgresCluster) {
            sql("GRANT ALL ON ALL TABLES IN SCHEMA %s TO %s".formatted(schema, user));
        }
    }

    /** The login works with the password that it always had, and finds its rows. */
    void requireServed() throws SQLException {
        var place = server instanceof PostgresCluster ? database : schema;
        try (var connection = server.connect(new Login(schema + "_user", PASSWORD), place);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM %s.bookings".formatted(schema))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (var connection = server.connect(server.admin(), server instanceof PostgresCluster ? database : "");
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }
}
