package dev.lakou.endtoend;

import static org.awaitility.Awaitility.await;

import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What twenty readers over two hundred schemas cost: the time until all are Ready, and the statements that it takes. */
public final class SharingCost {
    private static final int SCHEMAS = 200;
    private static final int READERS = 20;
    private static final Pattern STATEMENT = Pattern.compile("LOG:  (statement|execute)");
    private static final Pattern LOOK = Pattern.compile("LOG:  execute \\S+ SELECT rolname, rolcanlogin");
    private static final Pattern GRANT = Pattern.compile("GRANT \"s\\d+_readers\" TO \"r\\d+\"");

    private final InstalledLakou lakou = InstalledLakou.shared();
    private final Team team = new Team(lakou, "cost");
    private final PostgresCluster postgres = PostgresCluster.start(
            18, PostgresOptions.standard().with("log_statement", "all").with("max_connections", "300"));

    private SharingCost() {}

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) throws IOException {
        OperatorProcess.runAsReleased();
        new SharingCost().run().forEach((what, value) -> System.out.printf("%-52s %s%n", what, value));
        System.exit(0);
    }

    private Map<String, String> run() throws IOException {
        lakou.adminSecret("cost-admin", postgres.admin());
        lakou.manifests().apply(Servers.open("cost", postgres, "postgres"));
        team.awaitServerReason("cost", "Reconciled");
        IntStream.range(0, SCHEMAS).forEach(this::share);
        IntStream.range(0, SCHEMAS).forEach(number -> team.awaitReason("s" + number, "Reconciled"));
        var report = new LinkedHashMap<String, String>();
        measure("%d readers over %d schemas".formatted(READERS, SCHEMAS), report, () -> read(SCHEMAS));
        awaitCalm();
        share(SCHEMAS);
        team.awaitReason("s" + SCHEMAS, "Reconciled");
        awaitCalm();
        measure("one schema more for each of them", report, () -> read(SCHEMAS + 1));
        return report;
    }

    private void share(int number) {
        var readers = IntStream.range(0, READERS)
                .mapToObj("{kind: SchemaReader, namespace: cost, name: r%d}"::formatted)
                .collect(Collectors.joining(", "));
        team.apply("s" + number, "serverRef: {name: cost}, connectionLimit: 1, sharedWith: [%s]".formatted(readers));
    }

    private void read(int schemas) {
        var names =
                IntStream.range(0, schemas).mapToObj("{name: s%d}"::formatted).collect(Collectors.joining(", "));
        for (var reader = 0; reader < READERS; reader++) {
            team.applyReader(
                    "r" + reader, "serverRef: {name: cost}, connectionLimit: 1, schemas: [%s]".formatted(names));
        }
        for (var reader = 0; reader < READERS; reader++) {
            team.awaitReaderReason("r" + reader, "Reconciled");
        }
    }

    /** What one step leaves to the next looks for drift is not the cost of another. */
    private void awaitCalm() {
        var looks = new AtomicLong();
        await().pollInterval(Duration.ofSeconds(5))
                .during(Duration.ofSeconds(25))
                .atMost(Duration.ofMinutes(3))
                .until(() -> {
                    var now = count(LOOK);
                    return looks.getAndSet(now) == now;
                });
    }

    private void measure(String what, Map<String, String> report, Runnable step) throws IOException {
        var statements = count(STATEMENT);
        var looks = count(LOOK);
        var grants = count(GRANT);
        var begin = Instant.now();
        step.run();
        var time = Duration.between(begin, Instant.now());
        report.put(
                what,
                "%d ms, %d looks at resources, %d statements and messages, %d grants to readers"
                        .formatted(
                                time.toMillis(),
                                count(LOOK) - looks,
                                count(STATEMENT) - statements,
                                count(GRANT) - grants));
    }

    private long count(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(postgres.log())).results().count();
    }
}
