package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential is replaced while the service goes on working with the one that it has. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class RotationIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "rotation");
    private static final int CLIENTS = 5;
    /** There and back. */
    private static final int ROTATIONS = 2;

    @BeforeAll
    static void servers() {
        var all = Map.<String, RunningDatabase>of(
                "rotation-postgres", TestEnvironment.shared().postgres(18),
                "rotation-mysql", TestEnvironment.shared().mySql(),
                "rotation-mariadb", TestEnvironment.shared().mariaDb("11.4"));
        all.forEach((name, server) -> {
            LAKOU.adminSecret(name + "-admin", server.admin());
            LAKOU.manifests().apply(Servers.open(name, server, "postgres"));
            TEAM.awaitServerReason(name, "Reconciled");
        });
    }

    /** Client {@code n} reads the Secret anew every {@code n + 1} seconds: the last one is up to 5 seconds late. */
    @Test
    void costsNotOneConnection() throws InterruptedException {
        var services = List.of("of-postgres", "of-mysql", "of-mariadb");
        var clients = new ArrayList<RotatingClient>();
        for (var service : services) {
            TEAM.apply(
                    service,
                    "serverRef: {name: rotation-%s}, rotation: {overlap: 12s}".formatted(service.substring(3)));
            TEAM.awaitReason(service, "Reconciled");
            IntStream.range(0, CLIENTS)
                    .mapToObj(
                            number -> RotatingClient.start(service, () -> url(service), Duration.ofSeconds(number + 1)))
                    .forEach(clients::add);
        }

        for (var rotation = 1; rotation <= ROTATIONS; rotation++) {
            for (var service : services) {
                TEAM.annotate(service, "lakou.dev/rotate", Integer.toString(rotation));
            }
            for (var service : services) {
                awaitRotation(service, rotation, Phase.Steady);
            }
        }

        for (var client : clients) {
            client.end();
            assertThat(client.errors()).as(client.toString()).isEmpty();
            assertThat(client.credentialsSeen()).as(client.toString()).isEqualTo(1 + ROTATIONS);
        }
        for (var service : services) {
            System.err.printf(
                    "[rotation] %s: %d connections in %d rotations by %d clients, 0 errors%n",
                    service,
                    clients.stream()
                            .filter(client -> client.service().equals(service))
                            .mapToLong(RotatingClient::connections)
                            .sum(),
                    ROTATIONS,
                    CLIENTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void refusesTheFormerCredentialOnceItsTimeIsOver(String engine) throws SQLException {
        var name = engine + "-ended";
        var server = "serverRef: {name: rotation-%s}".formatted(engine);
        TEAM.apply(name, server);
        TEAM.awaitReason(name, "Reconciled");
        var former = url(name);

        TEAM.annotate(name, "lakou.dev/rotate", "now");
        awaitRotation(name, 1, Phase.Overlap);
        requireWorks(former);
        requireWorks(url(name));

        TEAM.apply(name, server + ", rotation: {overlap: 1s}");
        awaitRotation(name, 1, Phase.Steady);
        requireWorks(url(name));
        assertThat(refused(former)).isTrue();
        assertThat(TEAM.status(name).orElseThrow().user()).isEqualTo(user(url(name)));
    }

    @Test
    void waitsForTheLastSessionOfTheFormerLogin() throws SQLException {
        TEAM.apply("draining", "serverRef: {name: rotation-postgres}, rotation: {overlap: 1s}");
        TEAM.awaitReason("draining", "Reconciled");
        try (var lasting = DatabaseUrl.of(url("draining")).connect()) {
            TEAM.annotate("draining", "lakou.dev/rotate", "now");
            awaitRotation("draining", 1, Phase.Draining);

            assertThat(rotation("draining").message()).contains("\"draining_user\"");
            assertThat(lasting.isValid(5)).isTrue();
        }
        awaitRotation("draining", 1, Phase.Steady);
    }

    @Test
    void saysUntilWhenASecondRequestWaitsAndBeginsOnceTheServiceHasMovedOn() throws SQLException {
        TEAM.apply("twice", "serverRef: {name: rotation-postgres}");
        TEAM.awaitReason("twice", "Reconciled");
        var first = url("twice");
        TEAM.annotate("twice", "lakou.dev/rotate", "first");
        awaitRotation("twice", 1, Phase.Overlap);

        TEAM.annotate("twice", "lakou.dev/rotate", "second");

        await().untilAsserted(
                        () -> assertThat(TEAM.status("twice").orElseThrow().conditions())
                                .anySatisfy(condition -> {
                                    assertThat(condition.getType()).isEqualTo("RotationPending");
                                    assertThat(condition.getReason()).isEqualTo("OverlapNotOver");
                                    assertThat(condition.getMessage()).contains("waits until 20", "\"twice_user_2\"");
                                }));
        requireWorks(first);
        try (var moved = DatabaseUrl.of(url("twice")).connect()) {
            TEAM.annotate("twice", "lakou.dev/rotate", "third");
            awaitRotation("twice", 2, Phase.Overlap);

            assertThat(moved.isValid(5)).isTrue();
            assertThat(refused(first)).isTrue();
            requireWorks(url("twice"));
        }
        assertThat(TEAM.status("twice").orElseThrow().conditions())
                .noneMatch(condition -> condition.getType().equals("RotationPending"));
    }

    @Test
    void saysWhenItIsTime() {
        TEAM.apply("timed", "serverRef: {name: rotation-postgres}, rotation: {every: 5m, overlap: 1s}");

        TEAM.awaitReason("timed", "Reconciled");

        var told = rotation("timed");
        assertThat(Instant.parse(told.nextTime()))
                .isEqualTo(Instant.parse(told.lastTime()).plus(Duration.ofMinutes(5)));
    }

    @Test
    void rotatesOnceForEachRequest() {
        TEAM.apply("once", "serverRef: {name: rotation-postgres}, rotation: {overlap: 1s}");
        TEAM.awaitReason("once", "Reconciled");
        var former = url("once");
        TEAM.annotate("once", "lakou.dev/rotate", "first");
        awaitRotation("once", 1, Phase.Steady);
        assertThat(refused(former)).isTrue();
        var password = TEAM.keys("once").values().get("DB_PASSWORD");

        TEAM.apply("once", "serverRef: {name: rotation-postgres}, rotation: {overlap: 1s}, connectionLimit: 3");
        TEAM.awaitReason("once", "Reconciled");

        assertThat(TEAM.keys("once").values()).containsEntry("DB_PASSWORD", password);
        assertThat(rotation("once").count()).isEqualTo(1);
    }

    @Test
    void restartsTheDeploymentsThatAgree() {
        deploy("web", "web");
        deploy("untouched", "another");
        TEAM.apply(
                "web",
                "serverRef: {name: rotation-postgres}, rotation: {overlap: 1s, restart: [web, missing, untouched]}");
        TEAM.awaitReason("web", "Reconciled");
        assertThat(restartedAt("web")).isEmpty();

        TEAM.annotate("web", "lakou.dev/rotate", "now");
        awaitRotation("web", 1, Phase.Steady);

        assertThat(restartedAt("web"))
                .isEqualTo(Optional.ofNullable(rotation("web").lastTime()));
        assertThat(LAKOU.client().v1().events().inNamespace("rotation").list().getItems())
                .anySatisfy(event -> assertThat(event.getMessage()).contains("Deployment \"missing\""))
                .anySatisfy(event -> assertThat(event.getMessage())
                        .contains("Deployment \"untouched\"", "annotation lakou.dev/restart-after-rotation: web"));
        assertThat(restartedAt("untouched")).isEmpty();
    }

    private static void deploy(String name, String consent) {
        LAKOU.manifests()
                .apply(Serialization.unmarshal(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {namespace: rotation, name: %1$s, annotations: {lakou.dev/restart-after-rotation: %2$s}}
                        spec:
                          replicas: 0
                          selector: {matchLabels: {app: %1$s}}
                          template:
                            metadata: {labels: {app: %1$s}}
                            spec: {containers: [{name: web, image: web}]}
                        """
                                .formatted(name, consent),
                        GenericKubernetesResource.class));
    }

    private static Optional<String> restartedAt(String deployment) {
        Deployment found = LAKOU.client()
                .apps()
                .deployments()
                .inNamespace("rotation")
                .withName(deployment)
                .require();
        return Optional.ofNullable(
                found.getSpec().getTemplate().getMetadata().getAnnotations().get("lakou.dev/rotated-at"));
    }

    private static void awaitRotation(String name, int count, Phase phase) {
        await().untilAsserted(() -> {
            var told = rotation(name);
            assertThat(told.count()).isEqualTo(count);
            assertThat(told.phase()).isEqualTo(phase);
        });
    }

    private static RotationStatus rotation(String name) {
        return requireNonNull(TEAM.status(name).orElseThrow().rotation());
    }

    private static String url(String name) {
        return requireNonNull(TEAM.keys(name).values().get("DATABASE_URL"));
    }

    private static String user(String url) {
        return DatabaseUrl.of(url).uri().getUserInfo().split(":", 2)[0];
    }

    private static void requireWorks(String url) throws SQLException {
        try (var connection = DatabaseUrl.of(url).connect()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static boolean refused(String url) {
        try (var connection = DatabaseUrl.of(url).connect()) {
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
