package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas: one acts, the other goes on where that one ended, and nothing is lost or done twice. */
@NeedsServers(Part.POSTGRESQL_18)
@WithOwnControlPlane
class LeadershipIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.apart().postgres(18);
    private static final List<String> SERVICES =
            IntStream.range(0, 12).mapToObj(number -> "shift-" + number).toList();

    private static final ControlPlane CONTROL_PLANE = ControlPlane.start();

    private final InstalledLakou lakou = InstalledLakou.install(CONTROL_PLANE);
    private final Team team = new Team(lakou, "shifts");
    private final OperatorProcess first = lakou.operator();

    @BeforeEach
    void aServer() {
        lakou.adminSecret("shifts-admin", POSTGRES.admin());
        lakou.manifests().apply(Servers.open("shifts", POSTGRES, "postgres"));
        team.awaitServerReason("shifts", "Reconciled");
    }

    @AfterEach
    void end() {
        SERVICES.stream()
                .filter(service -> lakou.serviceSchema("shifts", service).get() != null)
                .forEach(service -> lakou.serviceSchema("shifts", service).delete());
        lakou.operator().close();
    }

    @AfterAll
    static void stop() {
        CONTROL_PLANE.close();
    }

    @Test
    void servicesAreMadeAndRotatedOnceAcrossTwoHandovers() throws SQLException {
        try (var second = lakou.replica("lakou-1")) {
            SERVICES.forEach(service -> team.apply(service, "serverRef: {name: shifts}, deletionPolicy: Delete"));
            var asked = Instant.now();
            first.stop();
            assertThat(holder()).as("who was asked gives the Lease away").isNotEqualTo("lakou-0");
            awaitHolder("lakou-1");
            tell("asked to end", asked);
            assertThat(first.log()).content().contains("stopped in");
            SERVICES.forEach(service -> team.awaitReason(service, "Reconciled"));
            for (var service : SERVICES) {
                assertThat(logins(service)).isOne();
            }

            try (var third = lakou.replica("lakou-2")) {
                SERVICES.forEach(service -> team.annotate(service, "lakou.dev/rotate", "once"));
                var killed = Instant.now();
                second.kill();
                awaitHolder("lakou-2");
                tell("killed", killed);
                await().untilAsserted(() -> SERVICES.forEach(this::assertRotatedOnce));
                for (var service : SERVICES) {
                    assertThat(logins(service)).isEqualTo(2);
                    requireWorks(service);
                }
                assertThat(lakou.client().secrets().inNamespace("shifts").list().getItems())
                        .hasSize(SERVICES.size());
                assertThat(third.isAlive()).isTrue();
                SERVICES.forEach(team::delete);
            }
        }
    }

    @Test
    void aReplicaWaitsReadyAndEndsOnceItsLeaseIsAnothers() throws IOException, InterruptedException {
        try (var second = lakou.replica("lakou-1")) {
            assertThat(holder()).isEqualTo("lakou-0");
            assertThat(second.get("/q/health/ready").body()).contains("WAITING");

            lease().edit(lease -> {
                lease.getSpec().setHolderIdentity("somebody-else");
                return lease;
            });

            await().until(() -> !first.isAlive());
            assertThat(first.log()).content().contains("somebody-else").contains("ends at once");
            awaitHolder("lakou-1");
            team.apply("relay", "serverRef: {name: shifts}, deletionPolicy: Delete");
            team.awaitReason("relay", "Reconciled");
            team.delete("relay");
        }
    }

    private void assertRotatedOnce(String service) {
        assertThat(team.status(service).map(ServiceSchemaStatus::rotation).map(RotationStatus::count))
                .contains(1);
        assertThat(team.keys(service).values()).containsEntry("DB_USER", service.replace('-', '_') + "_user_2");
    }

    private void requireWorks(String service) throws SQLException {
        try (var connection = team.keys(service).connect()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static long logins(String service) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.prepareStatement(
                        "SELECT count(*) FROM pg_roles WHERE rolcanlogin AND starts_with(rolname, ?)")) {
            statement.setString(1, service.replace('-', '_') + "_user");
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void awaitHolder(String replica) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> holder().equals(replica));
    }

    private String holder() {
        return requireNonNull(lease().require().getSpec().getHolderIdentity());
    }

    private Resource<Lease> lease() {
        return lakou.client().leases().inNamespace(InstalledLakou.NAMESPACE).withName("lakou");
    }

    private static void tell(String how, Instant begin) {
        System.err.printf(
                "[leadership] a leader that was %s was replaced after %d ms%n",
                how, Duration.between(begin, Instant.now()).toMillis());
    }
}
