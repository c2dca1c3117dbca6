package dev.lakou.database.mysql;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerFactory;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerUnderTest;
import dev.lakou.database.SharedServer;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import dev.lakou.environment.Login;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real servers that the tests use. */
enum MySqlUnderTest implements ServerUnderTest {
    MYSQL(Flavor.MYSQL, Part.DIALECT_MYSQL),
    MARIADB_10_11(Flavor.MARIADB, Part.DIALECT_MARIADB_10_11),
    MARIADB_11_4(Flavor.MARIADB, Part.DIALECT_MARIADB_11_4);

    private final Flavor flavor;
    private final Part part;

    MySqlUnderTest(Flavor flavor, Part part) {
        this.flavor = flavor;
        this.part = part;
    }

    Flavor flavor() {
        return flavor;
    }

    RunningDatabase database() {
        return TestEnvironment.shared().dialect(part);
    }

    @Override
    public SharedServer open() {
        return open(ReadmeAdministrator.of(this));
    }

    SharedServer open(Login administrator) {
        return open(configuration(administrator, Tls.of(TlsMode.PREFER)));
    }

    @Override
    public ServerFactory factory() {
        return new MySqlServers();
    }

    SharedServer open(ServerConfiguration configuration) {
        return factory().open(configuration);
    }

    ServerConfiguration configuration(Login administrator, Tls tls) {
        return new ServerConfiguration(
                Engine.MYSQL,
                database().host(),
                database().port(),
                Optional.empty(),
                administrator.user(),
                new Password(administrator.password()),
                tls,
                4,
                Optional.empty());
    }

    @Override
    public Connection connect(Credential credential, Identifier schema) throws SQLException {
        var login = new Login(credential.user().value(), credential.password().value());
        var connection = database().connect(login, "");
        connection.setCatalog(schema.value());
        return connection;
    }

    @Override
    public String quoted(Identifier name) {
        return MySqlQuoting.INSTANCE.name(name);
    }

    @Override
    public void run(String... statements) throws SQLException {
        try (var connection = database().connect(database().admin(), "");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    List<String> read(String sql) throws SQLException {
        try (var connection = database().connect(database().admin(), "");
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
    public List<String> inventory() throws SQLException {
        return read(
                """
                SELECT concat('account ', user, '@', host) FROM mysql.user
                UNION ALL SELECT concat('grant ', user, '@', host, ' ', db) FROM mysql.db
                UNION ALL SELECT concat('marker ', kind, ' ', name, ' ', marker) FROM lakou.marker
                UNION ALL SELECT concat('database ', schema_name) FROM information_schema.schemata
                UNION ALL SELECT concat('table ', table_schema, '.', table_name) FROM information_schema.tables
                    WHERE table_schema NOT IN ('sys', 'mysql', 'information_schema', 'performance_schema')
                ORDER BY 1""");
    }
}
