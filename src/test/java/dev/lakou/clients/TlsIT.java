package dev.lakou.clients;

import static java.util.Objects.requireNonNull;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.Command;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are told to verify the server do so, and stay away from one that they cannot verify. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_18)
class TlsIT {
    private static final Set<Client> JDBC = EnumSet.of(Client.CONNECTOR_J, Client.CONNECTOR_J_SPRING);

    /** On MySQL R2DBC cannot be the first to log in without TLS: it does not ask for the key. */
    private static final Set<Client> JDBC_AND_R2DBC =
            EnumSet.of(Client.CONNECTOR_J, Client.MARIADB_CONNECTOR_J, Client.R2DBC);

    /** One of each driver: what a client makes of its key is seen where it meets another authority. */
    private static final Set<Client> DRIVERS = EnumSet.of(
            Client.PSQL,
            Client.PSYCOPG,
            Client.PSYCOPG2,
            Client.ASYNCPG,
            Client.SQLALCHEMY_ASYNCPG,
            Client.PG8000,
            Client.NODE_PG,
            Client.PGX,
            Client.PQ,
            Client.R2DBC,
            Client.PGJDBC,
            Client.PDO);

    private static @Nullable PostgresCluster serverWithTls;

    @BeforeAll
    static void start() {
        serverWithTls = PostgresCluster.start(18, PostgresOptions.standard().withTls());
    }

    @AfterAll
    static void stop() {
        serverWithTls().close();
    }

    @TestFactory
    Stream<DynamicTest> clientsVerifyTheServer() throws SQLException, IOException {
        var authority = serverWithTls().authority();

        return ClientTests.working(secrets(serverWithTls(), "verified", authority));
    }

    @TestFactory
    Stream<DynamicTest> clientsStayAwayFromAServerOfAnotherAuthority(@TempDir Path folder)
            throws SQLException, IOException {
        var stranger = stranger(folder);

        return ClientTests.refusingTls(secrets(serverWithTls(), "stranger", stranger), EnumSet.allOf(Client.class));
    }

    @TestFactory
    Stream<DynamicTest> clientsStayAwayFromAServerWithoutTls() throws SQLException, IOException {
        var serverWithoutTls = TestEnvironment.apart().postgres(18);

        return ClientTests.refusingTls(
                secrets(serverWithoutTls, "without_tls", serverWithTls().authority()), DRIVERS);
    }

    /** R2DBC is the one that is told so: by itself it would not try. */
    @TestFactory
    Stream<DynamicTest> clientsTakeTlsWhereItIsPreferred() throws SQLException {
        var room = room(serverWithTls(), "preferred");
        var connection = room.connection().withTls(TlsMode.PREFER, Optional.empty(), Optional.empty());

        return ClientTests.working(
                List.of(room.secret(Preset.GENERIC, connection)), EnumSet.of(Client.R2DBC, Client.PSYCOPG));
    }

    /** Without TLS, MySQL's drivers have to ask for the key that they encrypt the password with. */
    @TestFactory
    @NeedsServers({Part.MYSQL, Part.MARIADB_11_4})
    Stream<DynamicTest> clientsLeaveTlsOutInMySqlAndMariaDb() throws SQLException {
        return Stream.concat(
                withoutTls(TestEnvironment.apart().mySql(), Flavor.MYSQL, JDBC),
                withoutTls(TestEnvironment.apart().mariaDb("11.4"), Flavor.MARIADB, JDBC_AND_R2DBC));
    }

    private static Stream<DynamicTest> withoutTls(RunningDatabase server, Flavor flavor, Set<Client> clients)
            throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var preset : List.of(Preset.GENERIC, Preset.SPRING)) {
            var name = "plain_" + preset.title().toLowerCase(Locale.ROOT);
            var room = new MySqlClientSchema(server, flavor, "", name, name, "Secret0").make();
            secrets.add(room.secret(
                    preset, room.connection().withTls(TlsMode.DISABLE, Optional.empty(), Optional.empty())));
        }
        return ClientTests.working(secrets, clients);
    }

    private static PostgresClientSchema room(PostgresCluster cluster, String name) throws SQLException {
        return new PostgresClientSchema(cluster, name, name, name + "_user", "Secret0")
                .make()
                .withSearchPathOnLogin();
    }

    private static List<GivenSecret> secrets(PostgresCluster cluster, String name, Path authority)
            throws SQLException, IOException {
        var room = room(cluster, name);
        var connection = room.connection()
                .withPool(5, 10, Duration.ofHours(1))
                .withTls(
                        TlsMode.VERIFY_FULL,
                        Optional.of(Files.readString(authority)),
                        Optional.of(authority.toString()));
        return Client.presets(Flavor.POSTGRESQL).stream()
                .map(preset -> room.secret(preset, connection))
                .toList();
    }

    /** An authority of the same name as the true one. */
    private static Path stranger(Path folder) {
        var certificate = folder.resolve("ca.pem");
        Command.run(
                "openssl",
                "install OpenSSL 3",
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        folder.resolve("ca.key").toString(),
                        "-out",
                        certificate.toString(),
                        "-subj",
                        "/CN=Lakou test authority"));
        return certificate;
    }

    private static PostgresCluster serverWithTls() {
        return requireNonNull(serverWithTls);
    }
}
