package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes away and comes back: services that had their service keep it, and nobody has to touch the operator. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_18)
class OutageIT {
    private static final InstalledLakou LAKOU = InstalledLakou.alone();
    private static final Team TEAM = new Team(LAKOU, "outage");

    @BeforeAll
    static void aServerThatStays() {
        declare("steady", TestEnvironment.apart().postgres(18));
    }

    @AfterEach
    void theOperatorWasNotRestarted() {
        assertThat(LAKOU.operator().isAlive()).isTrue();
    }

    @AfterAll
    static void end() {
        LAKOU.close();
    }

    @Test
    void outlastsARestartOfTheApiServer() throws SQLException {
        apply("before-restart", "steady");
        TEAM.awaitReason("before-restart", "Reconciled");
        var url = url("before-restart");

        var made = services("during-restart", "steady");
        LAKOU.controlPlane().killApiServer();
        requireWorks(url);
        LAKOU.controlPlane().startApiServerAgain();

        made.forEach(service -> TEAM.awaitReason(service, "Reconciled"));
        assertThat(url("before-restart")).isEqualTo(url);
        for (var service : made) {
            requireWorks(url(service));
        }
        leave(made, "before-restart");
    }

    @Test
    void outlastsTheStoreBeingGoneForTwentySeconds() throws SQLException {
        apply("before-freeze", "steady");
        TEAM.awaitReason("before-freeze", "Reconciled");
        var url = url("before-freeze");

        var made = services("during-freeze", "steady");
        LAKOU.controlPlane().freezeStore();
        try {
            await().during(Duration.ofSeconds(20)).until(() -> works(url));
        } finally {
            LAKOU.controlPlane().thawStore();
        }

        made.forEach(service -> TEAM.awaitReason(service, "Reconciled"));
        assertThat(url("before-freeze")).isEqualTo(url);
        leave(made, "before-freeze");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb"})
    void outlastsARestartOfTheDatabase(String engine) throws SQLException {
        try (var server = start(engine)) {
            declare(engine, server);
            apply(engine + "-before", engine);
            TEAM.awaitReason(engine + "-before", "Reconciled");
            var url = url(engine + "-before");

            var made = services(engine + "-during", engine);
            server.close();
            apply(engine + "-after", engine);
            assertThat(TEAM.awaitReason(engine + "-after", "ServerUnreachable")).contains("127.0.0.1");
            // Nothing happens to it, and its next turn is an hour away.
            TEAM.awaitReason(engine + "-before", "ServerUnreachable");
            server.startAgain();

            TEAM.awaitReason(engine + "-after", "Reconciled");
            TEAM.awaitReason(engine + "-before", "Reconciled");
            made.forEach(service -> TEAM.awaitReason(service, "Reconciled"));
            assertThat(url(engine + "-before")).isEqualTo(url);
            requireWorks(url);
            for (var service : made) {
                requireWorks(url(service));
            }
            leave(made, engine + "-before", engine + "-after");
        }
    }

    private static RunningDatabase start(String engine) {
        return switch (engine) {
            case "postgresql" -> PostgresCluster.start(18, PostgresOptions.standard());
            case "mysql" -> MySqlServer.start();
            default -> MariaDbServer.start("11.4");
        };
    }

    private static void declare(String name, RunningDatabase server) {
        LAKOU.adminSecret(name + "-admin", server.admin());
        LAKOU.manifests().apply(Servers.open(name, server, "postgres"));
        TEAM.awaitServerReason(name, "Reconciled");
    }

    /** Several at once, so that some of them are under way when the outage begins. */
    private static List<String> services(String prefix, String server) {
        var names =
                IntStream.range(0, 6).mapToObj(number -> prefix + "-" + number).toList();
        names.forEach(name -> apply(name, server));
        return names;
    }

    private static void apply(String name, String server) {
        TEAM.apply(name, "serverRef: {name: %s}, deletionPolicy: Delete".formatted(server));
    }

    private static void leave(List<String> made, String... more) {
        made.forEach(TEAM::delete);
        List.of(more).forEach(TEAM::delete);
    }

    private static String url(String service) {
        return TEAM.keys(service).get("DATABASE_URL");
    }

    private static boolean works(String url) throws SQLException {
        try (var connection = DatabaseUrl.of(url).connect()) {
            return connection.isValid(5);
        }
    }

    private static void requireWorks(String url) throws SQLException {
        assertThat(works(url)).isTrue();
    }
}
