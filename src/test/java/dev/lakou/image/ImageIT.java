package dev.lakou.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.installation.WithInstallations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image as Jib builds it, and the operator in it. */
@WithInstallations
class ImageIT {
    private static final int MOST_RESIDENT_KILOBYTES = 200 * 1024;

    private static Path base;
    private static Image plain;
    private static Site site;

    @BeforeAll
    static void build() throws IOException {
        base = LocalBase.make();
        Sbom.write();
        plain = Jib.build(base, "plain");
        site = Site.prepare();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void saysWhatItIs() {
        var labels = plain.configuration().at("/config/Labels");

        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("Lakou");
        assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
        assertThat(labels.path("org.opencontainers.image.version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(plain.configuration().at("/config/User").asText()).isEqualTo("65532:65532");
        assertThat(plain.configuration().at("/config/ExposedPorts").has("8080/tcp"))
                .isTrue();
    }

    @Test
    void carriesABillOfItsMaterials() throws IOException {
        var bill = new ObjectMapper()
                .readTree(plain.root().resolve("app/resources/lakou.cdx.json").toFile());

        assertThat(jars()).isSubsetOf(components(bill));
        assertThat(plain.root().resolve("app/resources/LICENSE")).exists();
    }

    @Test
    void runsUnprivilegedInAReadOnlyRoot() throws Exception {
        try (var operator = site.start(plain)) {
            operator.awaitReady();
            site.serve();

            assertThat(insideUser(operator)).isEqualTo(plain.user());
            assertThat(status(operator, "CapEff")).isEqualTo("0000000000000000");
            awaitAtMostResident(operator, MOST_RESIDENT_KILOBYTES);
        }
    }

    @Test
    void bringsTheDumpProgramThatAMoveNeeds() throws IOException {
        assertThat(site.run(plain, "/bin/sh", "-c", "\"$LAKOU_MOVE_PG_DUMP\" --version"))
                .startsWith("pg_dump (PostgreSQL) 18.");
        assertThat(plain.root().resolve("opt/pg_dump/licenses/postgresql-client-18"))
                .exists();
    }

    /** Another build: what it has of the plain one, down to the checksums of its layers, is the same. */
    @Test
    void aTrainedCacheIsTakenAndAllElseIsBuiltAlikeAgain() throws Exception {
        var trained = site.trained(base, plain);

        assertThat(plain.layers()).hasSizeGreaterThan(3);
        assertThat(trained.layers())
                .containsAll(plain.layers())
                .hasSize(plain.layers().size() + 1);
        assertThat(withoutCache(trained)).isEqualTo(withoutCache(plain));
        // With "on", Java does not start unless it can use the cache.
        try (var operator = site.start(trained, "-XX:AOTMode=on")) {
            operator.awaitReady();
        }
    }

    private static JsonNode withoutCache(Image image) {
        var configuration = (ObjectNode) image.configuration().deepCopy();
        configuration.remove(List.of("rootfs", "history"));
        ((ObjectNode) configuration.path("config")).remove("Entrypoint");
        return configuration;
    }

    private static Set<String> jars() throws IOException {
        try (var files = Files.list(plain.root().resolve("app/lib/main"))) {
            return files.map(file -> file.getFileName().toString().replace(".jar", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> components(JsonNode bill) {
        return StreamSupport.stream(bill.path("components").spliterator(), false)
                .map(one -> one.path("group").asText() + "." + one.path("name").asText() + "-"
                        + one.path("version").asText())
                .collect(Collectors.toSet());
    }

    /** The kernel says from which user to which, as this process sees it, and how many. */
    private static String insideUser(OperatorProcess operator) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(operator.pid()), "uid_map"))
                .strip()
                .split("\\s+", 2)[0];
    }

    /** A line of what the kernel says about the process. */
    private static String status(OperatorProcess operator, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(operator.pid()), "status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** Java gives back every 5 seconds what its compilers took. */
    private static void awaitAtMostResident(OperatorProcess operator, int kilobytes) {
        Awaitility.await().untilAsserted(() -> assertThat(kilobytes(operator)).isLessThan(kilobytes));
    }

    private static int kilobytes(OperatorProcess operator) throws IOException {
        return Integer.parseInt(status(operator, "VmRSS").replace(" kB", "").strip());
    }
}
