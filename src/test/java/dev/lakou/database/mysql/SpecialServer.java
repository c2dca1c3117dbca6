package dev.lakou.database.mysql;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.SharedServer;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.Login;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server with settings that the shared ones do not have. */
record SpecialServer(RunningDatabase database) implements AutoCloseable {

    SharedServer open() {
        return open(database.admin());
    }

    SharedServer open(Login administrator) {
        return new MySqlServers().open(configuration(administrator));
    }

    ServerConfiguration configuration(Login administrator) {
        return new ServerConfiguration(
                Engine.MYSQL,
                database.host(),
                database.port(),
                Optional.empty(),
                administrator.user(),
                new Password(administrator.password()),
                Tls.of(TlsMode.PREFER),
                4,
                Optional.empty());
    }

    /** Connects as a service would; the caller closes the connection. */
    Connection connect(Credential credential, Identifier schema) throws SQLException {
        var login = new Login(credential.user().value(), credential.password().value());
        return database.connect(login, schema.value());
    }

    Flavor flavor() throws SQLException {
        return read("SELECT @@version").get(0).contains("MariaDB") ? Flavor.MARIADB : Flavor.MYSQL;
    }

    void run(String... statements) throws SQLException {
        try (var connection = database.connect(database.admin(), "");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    List<String> read(String sql) throws SQLException {
        try (var connection = database.connect(database.admin(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
