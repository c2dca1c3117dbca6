package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A session that is too much for others is told first, and ended once the platform says so. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class WatchdogIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "watchdog");

    @Test
    void tellsASessionOnceAndEndsItOnceItMay() throws SQLException, IOException, InterruptedException {
        var running = TestEnvironment.shared().postgres(18);
        var fields = Servers.fields("watched", running);
        LAKOU.adminSecret("watched-admin", running.admin());
        TEAM.applyServer("watched", fields + ", watchdog: {idleInTransaction: 1s}");
        TEAM.apply("lingering", "serverRef: {name: watched}, deletionPolicy: Delete");
        TEAM.awaitReason("lingering", "Reconciled");
        try (var session = TEAM.keys("lingering").connect();
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("SELECT 'a secret of theirs'");
            await().until(() -> !notes("SessionOverLimit").isEmpty());
            assertThat(session.isValid(5)).isTrue();
            assertThat(server().require().getStatus().conditions())
                    .anyMatch(condition -> condition.getType().equals("Watched")
                            && condition.getStatus().equals("True"));

            TEAM.applyServer("watched", fields + ", watchdog: {mode: End, idleInTransaction: 1s}");

            await().until(() -> !notes("SessionEnded").isEmpty());
            assertThat(session.isValid(5)).isFalse();
        }
        assertThat(notes("SessionOverLimit")).hasSize(1);
        assertThat(notes("SessionEnded"))
                .singleElement()
                .asString()
                .contains("Ended session ", "of \"lingering_user\" from 127.0.0.1", "(idleInTransaction: 1s)")
                .doesNotContain("secret");
        assertThat(metrics()).contains("limit=\"idle_in_transaction\"", "result=\"reported\"", "result=\"ended\"");
        TEAM.delete("lingering");
        server().delete();
    }

    private static Resource<DatabaseServer> server() {
        return LAKOU.client().resources(DatabaseServer.class).withName("watched");
    }

    private static List<String> notes(String reason) {
        return LAKOU.client().v1().events().inNamespace("watchdog").list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .map(Event::getMessage)
                .toList();
    }

    /** What is counted is told within five seconds. */
    private static String metrics() throws IOException, InterruptedException {
        await().until(() -> all().contains("result=\"ended\""));
        return all().lines()
                .filter(line -> line.startsWith("lakou_watchdog_sessions_total"))
                .collect(Collectors.joining());
    }

    private static String all() throws IOException, InterruptedException {
        return LAKOU.operator().get("/q/metrics").body();
    }
}
