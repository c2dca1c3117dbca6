package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert fires when it should and only then, as Prometheus itself judges, and has a section in the runbooks. */
@WithInstallations
class AlertsIT {
    private static final Path RULES = Path.of("helm/lakou/files/alerts.yaml");
    private static final Path TESTS = Path.of("src/test/resources/monitoring/alerts-test.yaml");
    private static final Path RUNBOOKS = Path.of("deploy/monitoring/runbooks.md");
    private static final Pattern ALERT = Pattern.compile("^ +- alert: (\\w+)$", Pattern.MULTILINE);

    @Test
    void firesAsItsTestSays(@TempDir Path folder) throws IOException, InterruptedException {
        Files.copy(RULES, folder.resolve("alerts.yaml"));
        Files.copy(TESTS, folder.resolve("tests.yaml"));

        var process = new ProcessBuilder(
                        Prometheus.promtool().toString(),
                        "test",
                        "rules",
                        folder.resolve("tests.yaml").toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void isTestedFiringAndNotFiring() throws IOException {
        var tests = Files.readString(TESTS);

        for (var alert : alerts()) {
            assertThat(tests).contains("name: " + alert + " fires\n", "name: " + alert + " does not fire\n");
        }
    }

    @Test
    void hasARunbook() throws IOException {
        var sections = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE)
                .matcher(Files.readString(RUNBOOKS))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(sections).containsExactlyInAnyOrderElementsOf(alerts());
    }

    private static Collection<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(RULES))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
