package dev.lakou.endtoend;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.database.postgresql.PostgresServers;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long a service waits from apply to Ready, one after the other, beside the floor under it in the same run: one
 * transaction, one login and three writes to the API server. Ratios hold on other machines; milliseconds do not.
 */
public final class ApplyToReady {
    private static final int WARM_UP = 50;
    private static final int RUNS = 20;

    private final InstalledLakou lakou = InstalledLakou.shared();
    private final PostgresCluster postgres = TestEnvironment.shared().postgres(18);
    private final Team team = new Team(lakou, "benchmark");

    private ApplyToReady() {}

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) throws Exception {
        OperatorProcess.runAsReleased();
        new ApplyToReady().run().forEach((what, value) -> System.out.printf("%-44s %s%n", what, value));
        System.exit(0);
    }

    private Map<String, String> run() throws Exception {
        lakou.adminSecret("benchmark-admin", postgres.admin());
        lakou.manifests().apply(Servers.open("benchmark", postgres, "postgres"));
        team.awaitServerReason("benchmark", "Reconciled");
        var ready = measure("service", name -> {
            team.apply(name, "serverRef: {name: benchmark}, connectionLimit: 5");
            team.awaitReason(name, "Reconciled");
            return true;
        });
        var resting = rss();

        try (var server = new PostgresServers().open(configuration())) {
            var transaction = measure("floor", name -> transaction(server, name));
            var login = measure("login", name -> login());
            var writes = measure("write", this::threeWrites);
            var floor = median(transaction) + median(login) + median(writes);
            var report = new TreeMap<String, String>();
            report.put("1 apply to Ready, median of " + RUNS, millis(median(ready)));
            report.put("2 apply to Ready, worst", millis(Collections.max(ready)));
            report.put("3 floor: one transaction", millis(median(transaction)));
            report.put("4 floor: one login", millis(median(login)));
            report.put("5 floor: three API writes", millis(median(writes)));
            report.put("6 median / sum of the floors", "%.1f".formatted(median(ready) / (double) floor));
            report.put("7 RSS of the operator", resting / 1024 + " MB");
            return report;
        }
    }

    private boolean transaction(SharedServer server, String name) {
        server.apply(TestSchema.of(server, name).plan());
        return true;
    }

    private boolean login() throws SQLException {
        try (var connection = postgres.connect(postgres.admin(), "postgres")) {
            return connection.isValid(1);
        }
    }

    private boolean threeWrites(String name) {
        for (var i = 0; i < 3; i++) {
            lakou.manifests()
                    .apply(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("benchmark")
                            .withName(name)
                            .endMetadata()
                            .withData(Map.of("round", Integer.toString(i)))
                            .build());
        }
        return true;
    }

    private ServerConfiguration configuration() {
        return new ServerConfiguration(
                Engine.POSTGRESQL,
                postgres.host(),
                postgres.port(),
                Optional.of(new Identifier("postgres")),
                postgres.admin().user(),
                new Password(postgres.admin().password()),
                Tls.of(TlsMode.DISABLE),
                1,
                Optional.empty());
    }

    private static List<Long> measure(String prefix, Step step) throws Exception {
        var times = new ArrayList<Long>();
        for (var i = 0; i < WARM_UP + RUNS; i++) {
            var name = prefix + i;
            var begin = System.nanoTime();
            step.run(name);
            if (i >= WARM_UP) {
                times.add(System.nanoTime() - begin);
            }
        }
        return times;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static String millis(long nanos) {
        return "%.1f ms".formatted(Duration.ofNanos(nanos).toNanos() / 1e6);
    }

    /** Kilobytes, as the kernel counts them. */
    private long rss() throws IOException {
        try (var lines =
                Files.lines(Path.of("/proc", Long.toString(lakou.operator().pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private interface Step {
        boolean run(String name) throws Exception;
    }
}
