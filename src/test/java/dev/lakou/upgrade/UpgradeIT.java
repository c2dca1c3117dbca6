package dev.lakou.upgrade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lakou.installation.Cluster;
import dev.lakou.installation.Release;
import dev.lakou.installation.Replica;
import dev.lakou.installation.WithInstallations;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This version goes on with what each earlier one left behind. */
@WithInstallations
class UpgradeIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final List<String> RESOURCES =
            List.of("serviceschema/plain", "serviceschema/furnished", "schemareader/analytics");

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
            var secrets = RESOURCES.stream().map(UpgradeIT::secret).toList();
            RESOURCES.forEach(UpgradeIT::takeAKeyAway);

            try (var replica = Replica.start(CLUSTER)) {
                // Once the key is back, the operator has been at this resource from its beginning to its end.
                RESOURCES.forEach(UpgradeIT::awaitTheKey);

                assertThat(database.dump()).isEqualTo(withWhatIsNew(before));
                assertThat(RESOURCES.stream().map(UpgradeIT::secret).toList())
                        .isEqualTo(
                                secrets.stream().map(UpgradeIT::withWhatIsNew).toList());
                RESOURCES.forEach(UpgradeIT::isToldByItsEndpoint);
                remove();
            }
        } finally {
            database.server().close();
        }
    }

    /** Since 0.1.0, those who write may set sequences too, and not only draw from them. */
    private static String withWhatIsNew(String dump) {
        return dump.replace(
                "GRANT SELECT,USAGE ON SEQUENCES  TO furnished_rooms_writers",
                "GRANT ALL ON SEQUENCES  TO furnished_rooms_writers");
    }

    /** Since 0.1.0, the options of a URL have no space, and R2DBC has a URL. */
    private static Map<String, String> withWhatIsNew(Map<String, String> secret) {
        var keys = new TreeMap<>(secret);
        keys.replaceAll((key, value) -> value.replace("options=-c%20search_path", "options=-csearch_path"));
        var asynchronous = requireNonNull(keys.get("DATABASE_URL_ASYNCPG"));
        keys.put("R2DBC_URL", asynchronous.replace("postgresql+asyncpg", "r2dbc:postgresql") + "?sslMode=prefer");
        return keys;
    }

    private static Map<String, String> secret(String resource) {
        Map<String, String> keys = new TreeMap<>(Serialization.unmarshal(
                CLUSTER.kubectl("get", "-n", "stored", secretOf(resource), "-o", "jsonpath={.data}"),
                new TypeReference<Map<String, String>>() {}));
        keys.replaceAll((key, value) -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
        return keys;
    }

    private static void takeAKeyAway(String resource) {
        CLUSTER.kubectl("patch", "-n", "stored", secretOf(resource), "-p", "data: {PGHOST: null}");
    }

    private static void awaitTheKey(String resource) {
        await(secretOf(resource), "jsonpath={.data.PGHOST}");
    }

    private static String secretOf(String resource) {
        return "secret/%s-database".formatted(resource.split("/")[1]);
    }

    /** Everything is as it should be, but for the proof: nobody answers at the endpoint that was stored. */
    private static void isToldByItsEndpoint(String resource) {
        await(resource, "jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}=LoginUnproved");
    }

    private static void await(String resource, String condition) {
        CLUSTER.kubectl("wait", "-n", "stored", resource, "--for=" + condition, Cluster.TIMEOUT);
    }

    private static void remove() {
        CLUSTER.kubectl(
                "annotate", "serviceschema", "-n", "stored", "furnished", "lakou.dev/confirm-delete=furnished_rooms");
        CLUSTER.kubectl("delete", "schemareader,serviceschema", "-n", "stored", "--all", Cluster.TIMEOUT);
        CLUSTER.kubectl("delete", "databaseserver", "stored", Cluster.TIMEOUT);
        CLUSTER.kubectl("delete", "secret", "-n", Cluster.NAMESPACE, "stored-admin");
        CLUSTER.kubectl("delete", "namespace", "stored", "--wait=false");
    }
}
