package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock of a database server is off by an hour; Lakou's times are the cluster's. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class WrongClockIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "wrong-clock");

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({
        "postgresql, +1h, extract(epoch FROM now())",
        "postgresql, -1h, extract(epoch FROM now())",
        "mysql,      +1h, unix_timestamp()",
        "mysql,      -1h, unix_timestamp()",
        "mariadb,    +1h, unix_timestamp()",
        "mariadb,    -1h, unix_timestamp()",
    })
    void nothingRotatesExpiresOrFlaps(String engine, String offset, String now) throws SQLException {
        try (var server = start(engine, offset)) {
            assertThat(Math.abs(clock(server, now) - Instant.now().getEpochSecond()))
                    .isBetween(3500L, 3700L);
            var name = "clock-" + engine + (offset.startsWith("+") ? "-ahead" : "-behind");
            LAKOU.adminSecret(name + "-admin", server.admin());
            LAKOU.manifests().apply(Servers.open(name, server, "postgres"));
            TEAM.apply(
                    name,
                    "serverRef: {name: %s}, rotation: {every: 50m, overlap: 4s}, deletionPolicy: Delete"
                            .formatted(name));
            TEAM.awaitReason(name, "Reconciled");

            // Longer than the time between two looks at the server.
            var version = version(name);
            await().during(Duration.ofSeconds(12)).untilAsserted(() -> assertThat(version(name))
                    .as(() -> TEAM.status(name).toString())
                    .isEqualTo(version));
            assertThat(rotation(name).count()).isZero();

            TEAM.annotate(name, "lakou.dev/rotate", "now");
            await().until(() -> rotation(name).count() == 1 && rotation(name).phase() == Phase.Steady);
            var overlap = Duration.between(Instant.parse(rotation(name).lastTime()), Instant.now());
            assertThat(overlap).isBetween(Duration.ofSeconds(3), Duration.ofMinutes(3));
            try (var connection = TEAM.keys(name).connect()) {
                assertThat(connection.isValid(5)).isTrue();
            }
            TEAM.delete(name);
        }
    }

    private static RunningDatabase start(String engine, String offset) {
        return switch (engine) {
            case "postgresql" -> PostgresCluster.startWithClock(18, offset);
            case "mysql" -> MySqlServer.startWithClock(offset);
            default -> MariaDbServer.startWithClock("11.4", offset);
        };
    }

    private static long clock(RunningDatabase server, String now) throws SQLException {
        try (var connection = server.connect(server.admin(), server instanceof PostgresCluster ? "postgres" : "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT " + now)) {
            row.next();
            return (long) row.getDouble(1);
        }
    }

    private static String version(String name) {
        return LAKOU.serviceSchema("wrong-clock", name).require().getMetadata().getResourceVersion();
    }

    private static RotationStatus rotation(String name) {
        return requireNonNull(TEAM.status(name).orElseThrow().rotation());
    }
}
