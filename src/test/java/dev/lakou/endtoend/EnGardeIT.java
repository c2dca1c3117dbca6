package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.clients.QueryClient;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.Patience;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code examples/} is applied, and holds. */
@NeedsServers({Part.CONTROL_PLANE, Part.MYSQL, Part.MARIADB_11_4})
class EnGardeIT {
    private static EnGarde enGarde;

    @BeforeAll
    static void prepare() throws SQLException {
        enGarde = EnGarde.prepare(PostgresCluster.start(18, PostgresOptions.standard()))
                .withTls();
        enGarde.applyServers();
    }

    @Test
    void everyServiceOfTheCompanyWorksInItsOwnSchema() {
        var runs = enGarde.run(Patience.LIMIT);

        assertThat(runs).hasSize(8).allMatch(ServiceRun::held);
    }

    /** Where this began: users of one service, and who of them belongs to a brand, joined by another with SQLAlchemy. */
    @Test
    void madansaraJoinsTheUsersOfProductionBackend() throws SQLException {
        enGarde.apply(Path.of("examples/engarde/services.yaml"));
        Team.awaitReason(enGarde.lakou(), "core", "production-backend", "Reconciled");
        Team.awaitReason(enGarde.lakou(), "marketing", "madansara", "Reconciled");
        var url = enGarde.lakou().keys("core", "production-backend-database").get("DATABASE_URL_PSYCOPG");
        try (var connection = DatabaseUrl.of(url.replace("+psycopg", "")).connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id int PRIMARY KEY, name text)");
            statement.execute("CREATE TABLE brand_users (user_id int REFERENCES users, brand text)");
            statement.execute("INSERT INTO users VALUES (1, 'Ada'), (2, 'Toussaint')");
            statement.execute("INSERT INTO brand_users VALUES (2, 'En Garde')");
        }

        await().untilAsserted(() -> assertThat(
                        QueryClient.sqlAlchemy(
                                enGarde.lakou()
                                        .keys("marketing", "madansara-database")
                                        .values(),
                                "SELECT u.name FROM production_backend.users u JOIN production_backend.brand_users b ON b.user_id = u.id"))
                .isEqualTo("Toussaint"));
    }

    static List<Path> features() throws IOException {
        try (var files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyFeatureWorksAsItsFileSays(Path file) {
        var since = Instant.now();

        enGarde.apply(file);

        for (var object : enGarde.lakou().manifests().objects(file)) {
            if (object instanceof ServiceSchema schema) {
                assertThat(ServiceRun.of(enGarde.lakou(), schema, since, Patience.LIMIT))
                        .matches(ServiceRun::held);
            }
            if (object instanceof SchemaReader reader) {
                Team.awaitReaderReason(enGarde.lakou(), reader, "Reconciled");
            }
            if (object instanceof DatabaseServer server) {
                Team.awaitServerReason(enGarde.lakou(), server.getMetadata().getName(), "Reconciled");
            }
        }
    }
}
