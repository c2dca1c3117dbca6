package dev.lakou.clients;

import static dev.lakou.connection.ConnectionBuilder.aConnection;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lakou.connection.ConnectionBuilder;
import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.RunningDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** A service in MySQL or MariaDB as Lakou makes it, made by hand: a database, and an account that sees no other. */
record MySqlClientSchema(
        RunningDatabase server, Flavor flavor, String version, String schema, String user, String password) {

    @CanIgnoreReturnValue
    MySqlClientSchema make() throws SQLException {
        execute("CREATE DATABASE " + quoted(schema) + " CHARACTER SET utf8mb4");
        execute("CREATE USER " + account() + " IDENTIFIED BY " + literal(password));
        // In a grant _ and % are wildcards, and a backslash takes that from them.
        var pattern = quoted(schema).replace("_", "\\_").replace("%", "\\%");
        execute("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX, ALTER ON " + pattern + ".* TO "
                + account());
        return this;
    }

    ConnectionBuilder connection() {
        return aConnection(flavor)
                .to(server.host(), server.port())
                .inSchema(schema)
                .loggedInAs(user, password);
    }

    GivenSecret secret(Preset preset, ConnectionBuilder connection) {
        return new GivenSecret(
                flavor,
                version,
                preset,
                connection.withPreset(preset).build().environment().values(),
                Catalog.ofMySql(server),
                new Landing(schema, Optional.empty()));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = Catalog.connect(server, "mysql");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String account() {
        return literal(user) + "@'%'";
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
