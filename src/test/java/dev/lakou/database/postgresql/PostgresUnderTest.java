package dev.lakou.database.postgresql;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerFactory;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerUnderTest;
import dev.lakou.database.SharedServer;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.database.postgresql.connect.PostgresAddress;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.environment.Login;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A cluster of its own with one database and one administrator: roles belong to the whole cluster. */
record PostgresUnderTest(PostgresCluster cluster, Identifier database, Login administrator) implements ServerUnderTest {
    private static final PostgresQuoting QUOTING = PostgresQuoting.INSTANCE;
    private static final Map<String, PostgresUnderTest> STARTED = new ConcurrentHashMap<>();
    private static final String HOSTILE_PASSWORD = "p w'\"$%{}\\&?é€";

    /** The newest version by a superuser and another, and the oldest by another: each statement that Lakou knows is sent to one. */
    static Stream<PostgresUnderTest> extremes() {
        return Stream.of(
                shared(14, Administrator.GRANT_OPTION),
                shared(18, Administrator.SUPERUSER),
                shared(18, Administrator.DATABASE_OWNER));
    }

    /** Those, and the first version whose roles have administrators, which matters to one that is no superuser. */
    static Stream<PostgresUnderTest> foremost() {
        return Stream.concat(extremes(), Stream.of(shared(16, Administrator.DATABASE_OWNER)));
    }

    /**
     * Those, and the versions between them: for the contract of a server alone. The oldest by a superuser is one who can
     * close its schema {@code public}, which is its owner's only since 15.
     */
    static Stream<PostgresUnderTest> all() {
        return Stream.concat(
                foremost(),
                Stream.of(
                        shared(14, Administrator.SUPERUSER),
                        shared(15, Administrator.DATABASE_OWNER),
                        shared(17, Administrator.GRANT_OPTION)));
    }

    /** The same for all tests of a JVM. */
    static PostgresUnderTest shared(int major, Administrator administrator) {
        return STARTED.computeIfAbsent(major + " " + administrator, key -> start(major, administrator));
    }

    /** One whose log others can follow, for an administrator who is no superuser as a DBA lets it: the same for all tests of a JVM. */
    static PostgresUnderTest logical(int major, Administrator administrator) {
        return STARTED.computeIfAbsent(major + " " + administrator + " logical", key -> {
            var server = start(major, administrator, PostgresOptions.standard().with("wal_level", "logical"));
            if (!server.administratorIsSuperuser()) {
                server.permit("ALTER ROLE operator REPLICATION", "GRANT pg_create_subscription TO operator");
            }
            return server;
        });
    }

    private void permit(String... statements) {
        try {
            run(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static PostgresUnderTest start(int major, Administrator administrator) {
        return start(major, administrator, PostgresOptions.standard());
    }

    static PostgresUnderTest start(int major, Administrator administrator, PostgresOptions options) {
        var cluster = PostgresCluster.start(major, options);
        try {
            return with(cluster, administrator);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PostgresUnderTest with(PostgresCluster cluster, Administrator administrator) throws SQLException {
        var maintenance = new PostgresUnderTest(cluster, new Identifier("postgres"), cluster.admin());
        switch (administrator) {
            case SUPERUSER -> {
                maintenance.run("CREATE DATABASE engarde");
                return maintenance.in("engarde");
            }
            case DATABASE_OWNER -> {
                maintenance.run(createAdministrator(), "CREATE DATABASE engarde OWNER operator");
                return maintenance.in("engarde").as(new Login("operator", HOSTILE_PASSWORD));
            }
            case GRANT_OPTION -> {
                maintenance.run(
                        createAdministrator(),
                        "CREATE DATABASE \"en \"\"garde\"\"%\"",
                        "GRANT CREATE, CONNECT, TEMPORARY ON DATABASE \"en \"\"garde\"\"%\" TO operator WITH GRANT OPTION");
                return maintenance.in("en \"garde\"%").as(new Login("operator", HOSTILE_PASSWORD));
            }
        }
        throw new AssertionError(administrator);
    }

    private static String createAdministrator() {
        return "CREATE ROLE operator LOGIN CREATEROLE PASSWORD " + QUOTING.literal(HOSTILE_PASSWORD);
    }

    PostgresUnderTest in(String otherDatabase) {
        return new PostgresUnderTest(cluster, new Identifier(otherDatabase), administrator);
    }

    PostgresUnderTest as(Login otherAdministrator) {
        return new PostgresUnderTest(cluster, database, otherAdministrator);
    }

    /** The same server, whose readers come in by a replica. */
    SharedServer openWith(PostgresCluster replica) {
        var plain = configuration();
        return new PostgresServers()
                .open(new ServerConfiguration(
                        plain.engine(),
                        plain.host(),
                        plain.port(),
                        plain.database(),
                        plain.username(),
                        plain.password(),
                        plain.tls(),
                        plain.maxConnections(),
                        Optional.of(new ServerConfiguration.Address(replica.host(), replica.port()))));
    }

    /** The same server, where the platform lets Lakou do this. */
    SharedServer openWith(ServerPolicy policy) {
        return factory().open(configuration().with(policy));
    }

    /** The same server, of which services are told this much. */
    SharedServer openBy(Optional<ServerConfiguration.Address> endpoint, TlsMode mode) {
        var plain = configuration().with(mode);
        return factory().open(endpoint.map(plain::withEndpoint).orElse(plain));
    }

    boolean administratorIsSuperuser() {
        return administrator.equals(cluster.admin());
    }

    ServerConfiguration configuration() {
        return new ServerConfiguration(
                Engine.POSTGRESQL,
                cluster.host(),
                cluster.port(),
                Optional.of(database),
                administrator.user(),
                new Password(administrator.password()),
                Tls.of(TlsMode.PREFER),
                4,
                Optional.empty());
    }

    @Override
    public ServerFactory factory() {
        return new PostgresServers();
    }

    @Override
    public SharedServer open() {
        return factory().open(configuration());
    }

    @Override
    public Connection connect(Credential credential, Identifier schema) throws SQLException {
        return connect(
                new Login(credential.user().value(), credential.password().value()));
    }

    @Override
    public String quoted(Identifier name) {
        return QUOTING.name(name);
    }

    @Override
    public void run(String... statements) throws SQLException {
        try (var connection = connect(cluster.admin());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    List<String> read(String sql) throws SQLException {
        try (var connection = connect(cluster.admin());
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
                SELECT 'role ' || role::text FROM pg_roles role
                UNION ALL SELECT 'member ' || membership::text FROM pg_auth_members membership
                UNION ALL SELECT 'comment ' || description::text FROM pg_shdescription description
                UNION ALL SELECT 'database ' || datname || coalesce(datacl::text, '') FROM pg_database
                UNION ALL SELECT 'setting ' || setting::text FROM pg_db_role_setting setting
                UNION ALL SELECT 'schema ' || schema::text FROM pg_namespace schema WHERE nspname !~ '^pg_(toast|temp)'
                UNION ALL SELECT 'default ' || defaults::text FROM pg_default_acl defaults
                UNION ALL SELECT 'extension ' || extname FROM pg_extension
                UNION ALL SELECT 'relation ' || oid::regclass || coalesce(relacl::text, '') FROM pg_class
                    WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
                ORDER BY 1""");
    }

    @Override
    public String toString() {
        return "PostgreSQL " + cluster.major() + " as " + administrator.user() + " of " + database;
    }

    /** Runs statements as somebody who came without Lakou. */
    void runAs(Login login, String... statements) throws SQLException {
        try (var connection = connect(login);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Connection connect(Login login) throws SQLException {
        var properties = new Properties();
        properties.setProperty("PGHOST", cluster.host());
        properties.setProperty("PGPORT", Integer.toString(cluster.port()));
        properties.setProperty("PGDBNAME", database.value());
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        return DriverManager.getConnection(PostgresAddress.URL, properties);
    }
}
