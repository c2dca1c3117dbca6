package dev.lakou.endtoend;

import dev.lakou.api.ServiceSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestCertificates;
import dev.lakou.environment.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The company that Lakou starts in: its servers, and the services of {@code examples/engarde}. */
final class EnGarde {
    static final List<Part> PARTS = List.of(Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4);
    private static final Path FOLDER = Path.of("examples/engarde");
    private static final Path MARIADB = Path.of("examples/mariadb.yaml");

    private final InstalledLakou lakou;
    private final Map<String, RunningDatabase> servers;

    private EnGarde(InstalledLakou lakou, Map<String, RunningDatabase> servers) {
        this.lakou = lakou;
        this.servers = servers;
    }

    /** Starts everything, makes the shared database and the admin Secrets. */
    static EnGarde prepare() throws SQLException {
        var environment = TestEnvironment.shared();
        environment.start(PARTS.toArray(Part[]::new));
        return prepare(environment.postgres(18));
    }

    /** The same on a cluster of its own, for tests whose neighbours have made Lakou's roles with another administrator. */
    static EnGarde prepare(PostgresCluster postgres) throws SQLException {
        var environment = TestEnvironment.shared();
        var lakou = InstalledLakou.shared();
        lakou.adminSecret("engarde-admin", administrator(postgres));
        lakou.adminSecret("scheduler-admin", environment.mySql().admin());
        lakou.adminSecret("community-admin", environment.mariaDb("11.4").admin());
        return new EnGarde(
                lakou,
                Map.of(
                        "postgres.railway.internal", postgres,
                        "mysql.railway.internal", environment.mySql(),
                        "mariadb.railway.internal", environment.mariaDb("11.4")));
    }

    /** Adds the server of the TLS example, which takes a while to start and is no part of the company. */
    EnGarde withTls() throws SQLException {
        var secure = PostgresCluster.start(18, PostgresOptions.standard().withTls());
        lakou.adminSecret("engarde-tls-admin", administrator(secure));
        lakou.adminSecret("engarde-ca", Map.of("ca.crt", text(secure.authority())));
        var client = TestCertificates.shared().forClient("lakou");
        lakou.adminSecret(
                "engarde-client", Map.of("tls.crt", text(client.certificate()), "tls.key", text(client.key())));
        var all = new HashMap<>(servers);
        all.put("postgres-tls.railway.internal", secure);
        return new EnGarde(lakou, all);
    }

    /** Applies the example in one go and follows each service until it has worked in its schema. */
    List<ServiceRun> run(Duration patience) {
        var manifests = lakou.manifests();
        var since = Instant.now();
        applyServers();
        apply(FOLDER.resolve("services.yaml"));
        apply(MARIADB);
        return Stream.concat(
                        manifests.objects(FOLDER.resolve("services.yaml")).stream(),
                        manifests.objects(MARIADB).stream())
                .filter(ServiceSchema.class::isInstance)
                .map(ServiceSchema.class::cast)
                .parallel()
                .map(schema -> ServiceRun.of(lakou, schema, since, patience))
                .toList();
    }

    void applyServers() {
        apply(FOLDER.resolve("namespaces.yaml"));
        apply(FOLDER.resolve("servers.yaml"));
    }

    /** Applies a file of the example, its servers at the address of the running ones. */
    void apply(Path file) {
        lakou.manifests().apply(file, servers);
    }

    InstalledLakou lakou() {
        return lakou;
    }

    /** An administrator as managed services give it: it owns the shared database, and is no superuser. */
    private static Login administrator(PostgresCluster postgres) throws SQLException {
        var login = new Login("engarde_admin", "an admin's password");
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE engarde_admin LOGIN CREATEROLE PASSWORD 'an admin''s password'");
            statement.execute("CREATE DATABASE engarde OWNER engarde_admin");
        }
        return login;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
