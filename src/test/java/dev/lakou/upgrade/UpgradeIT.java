package dev.lakou.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.installation.Cluster;
import dev.lakou.installation.Release;
import dev.lakou.installation.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This version goes on with what each earlier one left behind. */
class UpgradeIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final List<String> SCHEMAS = List.of("plain", "furnished");

    static List<String> versions() throws IOException {
        try (var folders = Files.list(Path.of("src/test/resources/upgrade"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void changesNothingOfAnEarlierVersion(String version) throws IOException {
        var database = Database.start();
        try (var release = Release.install(CLUSTER)) {
            StoredVersion.of(version).restore(CLUSTER, database);
            var before = database.dump();
            var secrets = SCHEMAS.stream().map(UpgradeIT::secret).toList();
            SCHEMAS.forEach(UpgradeIT::takeAKeyAway);

            try (var replica = Replica.start(CLUSTER)) {
                // Once the key is back, the operator has been at this resource from its beginning to its end.
                SCHEMAS.forEach(UpgradeIT::awaitTheKey);

                assertThat(database.dump()).isEqualTo(before);
                assertThat(SCHEMAS.stream().map(UpgradeIT::secret).toList()).isEqualTo(secrets);
                SCHEMAS.forEach(UpgradeIT::isReady);
                remove();
            }
        } finally {
            database.server().close();
        }
    }

    private static String secret(String schema) {
        return CLUSTER.kubectl("get", "secret", "-n", "stored", schema + "-database", "-o", "jsonpath={.data}");
    }

    private static void takeAKeyAway(String schema) {
        CLUSTER.kubectl("patch", "secret", "-n", "stored", schema + "-database", "-p", "data: {PGHOST: null}");
    }

    private static void awaitTheKey(String schema) {
        CLUSTER.kubectl(
                "wait",
                "-n",
                "stored",
                "secret/" + schema + "-database",
                "--for=jsonpath={.data.PGHOST}",
                "--timeout=60s");
    }

    private static void isReady(String schema) {
        CLUSTER.kubectl("wait", "-n", "stored", "serviceschema/" + schema, "--for=condition=Ready", "--timeout=60s");
    }

    private static void remove() {
        CLUSTER.kubectl("delete", "serviceschema", "-n", "stored", "--all", "--timeout=60s");
        CLUSTER.kubectl("delete", "databaseserver", "stored", "--timeout=60s");
        CLUSTER.kubectl("delete", "secret", "-n", Cluster.NAMESPACE, "stored-admin");
        CLUSTER.kubectl("delete", "namespace", "stored", "--wait=false");
    }
}
