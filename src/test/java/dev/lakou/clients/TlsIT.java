package dev.lakou.clients;

import static java.util.Objects.requireNonNull;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.Command;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are told to verify the server do so, and stay away from one that they cannot verify. */
@NeedsServers(Part.POSTGRESQL_18)
class TlsIT {
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

        return ClientTests.refusingTls(secrets(serverWithTls(), "stranger", stranger));
    }

    @TestFactory
    Stream<DynamicTest> clientsStayAwayFromAServerWithoutTls() throws SQLException, IOException {
        var serverWithoutTls = TestEnvironment.shared().postgres(18);

        return ClientTests.refusingTls(
                secrets(serverWithoutTls, "without_tls", serverWithTls().authority()));
    }

    private static List<GivenSecret> secrets(PostgresCluster cluster, String name, Path authority)
            throws SQLException, IOException {
        var room = new PostgresClientSchema(cluster, name, name, name + "_user", "Secret0")
                .make()
                .withSearchPathOnLogin();
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
