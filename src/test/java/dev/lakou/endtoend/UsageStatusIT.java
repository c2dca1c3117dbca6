package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.UsageStatus;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is used is told in the status, and nothing is written while it moves a little. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class UsageStatusIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "usage-status");

    @Test
    void tellsWhatIsUsedAndWritesNothingWhileItMovesALittle() throws Exception {
        var running = TestEnvironment.shared().postgres(18);
        LAKOU.adminSecret("used-admin", running.admin());
        TEAM.applyServer("used", Servers.fields("used", running) + ", resyncInterval: 2s, metricsInterval: 5s");
        TEAM.apply("large", "serverRef: {name: used}, connectionLimit: 10, deletionPolicy: Delete");
        TEAM.applyReader("onlooker", "serverRef: {name: used}, schemas: [{name: large}]");
        TEAM.awaitReason("large", "Reconciled");
        TEAM.awaitReaderReason("onlooker", "Reconciled");
        var keys = TEAM.keys("large");
        keys.run("CREATE TABLE wide AS SELECT repeat('x', 500) AS body FROM generate_series(1, 4000)");
        try (var first = keys.connect();
                var second = keys.connect();
                var third = keys.connect()) {
            await().until(() -> used().map(UsageStatus::connections).equals(Optional.of(3)));
            await().until(() -> ofReader().map(UsageStatus::connections).equals(Optional.of(0)));
            var told = version();

            try (var little = keys.connect()) {
                assertThat(little.isValid(30) && first.isValid(30) && second.isValid(30) && third.isValid(30))
                        .isTrue();
                Thread.sleep(8000);

                assertThat(version()).isEqualTo(told);
            }
        }
        assertThat(used().map(UsageStatus::size).orElseThrow()).matches("2\\.\\dMi");
        var server = LAKOU.client().resources(DatabaseServer.class).withName("used");
        var ofServer = requireNonNull(server.require().getStatus().usage());
        assertThat(ofServer.connections()).isPositive();
        assertThat(ofServer.readCost()).endsWith("ms");
        await().until(() -> used().map(UsageStatus::connections).equals(Optional.of(0)));
        TEAM.deleteReader("onlooker");
        TEAM.annotate("large", "lakou.dev/confirm-delete", "large");
        TEAM.delete("large");
        server.delete();
    }

    private static Optional<UsageStatus> used() {
        return TEAM.status("large").map(ServiceSchemaStatus::usage);
    }

    private static Optional<UsageStatus> ofReader() {
        return TEAM.readerStatus("onlooker").map(SchemaReaderStatus::usage);
    }

    private static String version() {
        return LAKOU.serviceSchema(TEAM.namespace(), "large")
                .require()
                .getMetadata()
                .getResourceVersion();
    }
}
