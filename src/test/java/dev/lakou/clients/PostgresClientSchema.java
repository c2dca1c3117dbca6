package dev.lakou.clients;

import static dev.lakou.connection.ConnectionBuilder.aConnection;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lakou.connection.ConnectionBuilder;
import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.PostgresCluster;
import java.sql.SQLException;
import java.util.Optional;

/** A service in PostgreSQL as Lakou makes it, made by hand: a schema, its owner who cannot log in, a login that acts as it. */
record PostgresClientSchema(PostgresCluster cluster, String database, String schema, String user, String password) {

    /** Makes the service in a database of its own; where a login without a schema in its URL goes is left open. */
    @CanIgnoreReturnValue
    PostgresClientSchema make() throws SQLException {
        execute("postgres", "CREATE DATABASE " + quoted(database));
        execute(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        execute(database, "CREATE ROLE " + quoted(owner()) + " NOLOGIN");
        execute(database, "CREATE SCHEMA " + quoted(schema));
        execute(database, "GRANT USAGE, CREATE ON SCHEMA " + quoted(schema) + " TO " + quoted(owner()));
        execute(database, "CREATE ROLE " + quoted(user) + " LOGIN CONNECTION LIMIT 15 PASSWORD " + literal(password));
        execute(database, "GRANT " + quoted(owner()) + " TO " + quoted(user));
        setForLogin("role TO " + quoted(owner()));
        return this;
    }

    @CanIgnoreReturnValue
    PostgresClientSchema withSearchPathOnLogin() throws SQLException {
        setForLogin("search_path TO " + quoted(schema) + ", public");
        return this;
    }

    /** Without TLS, as the servers of most tests are: lib/pq has to be told. */
    ConnectionBuilder connection() {
        return aConnection(Flavor.POSTGRESQL)
                .to(cluster.host(), cluster.port())
                .withTls(TlsMode.DISABLE, Optional.empty(), Optional.empty())
                .inDatabase(database)
                .inSchema(schema)
                .loggedInAs(user, password);
    }

    GivenSecret secret(Preset preset, ConnectionBuilder connection) {
        return new GivenSecret(
                Flavor.POSTGRESQL,
                Integer.toString(cluster.major()),
                preset,
                connection.withPreset(preset).build().environment().values(),
                Catalog.ofPostgres(cluster, database),
                new Landing(schema, Optional.of(owner())));
    }

    private String owner() {
        return user + "_owner";
    }

    void setForLogin(String setting) throws SQLException {
        execute(database, "ALTER ROLE " + quoted(user) + " IN DATABASE " + quoted(database) + " SET " + setting);
    }

    private void execute(String where, String sql) throws SQLException {
        try (var connection = Catalog.connect(cluster, where);
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
