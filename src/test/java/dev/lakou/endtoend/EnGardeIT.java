package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code examples/} is applied, and holds. */
@NeedsServers({Part.CONTROL_PLANE, Part.MYSQL, Part.MARIADB_11_4})
class EnGardeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static EnGarde enGarde;

    @BeforeAll
    static void prepare() throws SQLException {
        enGarde = EnGarde.prepare(PostgresCluster.start(18, PostgresOptions.standard()))
                .withTls();
        enGarde.applyServers();
    }

    @Test
    void everyServiceOfTheCompanyWorksInItsOwnSchema() {
        var runs = enGarde.run(PATIENCE);

        assertThat(runs).hasSize(7).allMatch(ServiceRun::held);
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
                assertThat(ServiceRun.of(enGarde.lakou(), schema, since, PATIENCE))
                        .matches(ServiceRun::held);
            }
            if (object instanceof DatabaseServer server) {
                Team.awaitServerReason(enGarde.lakou(), server.getMetadata().getName(), "Reconciled");
            }
        }
    }
}
