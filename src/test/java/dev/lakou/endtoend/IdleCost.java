package dev.lakou.endtoend;

import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What twenty services on three servers cost while nothing happens: requests to the API server by verb, and statements
 * to each server. Give the minutes as an argument; less than the resync interval, five minutes, says too little.
 */
public final class IdleCost {
    private static final int SERVICES = 20;
    private static final Pattern VERB = Pattern.compile(
            "\"verb\":\"(\\w+)\",\"user\":\\{\"username\":\"system:serviceaccount:lakou-system:lakou\"");
    private static final Pattern STATEMENT = Pattern.compile("LOG:  (statement|execute)");

    private final InstalledLakou lakou = InstalledLakou.shared();
    private final Team team = new Team(lakou, "idle");
    private final PostgresCluster postgres =
            PostgresCluster.start(18, PostgresOptions.standard().with("log_statement", "all"));
    private final Map<String, RunningDatabase> servers = Map.of(
            "idle-postgresql", postgres,
            "idle-mysql", MySqlServer.start(),
            "idle-mariadb", MariaDbServer.start("11.4"));

    private IdleCost() {}

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) throws Exception {
        OperatorProcess.runAsReleased();
        var window = Duration.ofMinutes(arguments.length == 0 ? 10 : Long.parseLong(arguments[0]));
        new IdleCost().run(window).forEach((what, value) -> System.out.printf("%-32s %d%n", what, value));
        System.exit(0);
    }

    private Map<String, Long> run(Duration window) throws Exception {
        for (var server : servers.entrySet()) {
            lakou.adminSecret(server.getKey() + "-admin", server.getValue().admin());
            lakou.manifests().apply(Servers.open(server.getKey(), server.getValue(), "postgres"));
            team.awaitServerReason(server.getKey(), "Reconciled");
        }
        var names = servers.keySet().stream().sorted().toList();
        for (var i = 0; i < SERVICES; i++) {
            team.apply("quiet-" + i, "serverRef: {name: %s}".formatted(names.get(i % names.size())));
        }
        for (var i = 0; i < SERVICES; i++) {
            team.awaitReason("quiet-" + i, "Reconciled");
        }
        var before = counts();
        // Nothing is waited for but time itself.
        Thread.sleep(window.toMillis());
        var after = counts();
        after.replaceAll((what, count) -> count - before.getOrDefault(what, 0L));
        return after;
    }

    private Map<String, Long> counts() throws IOException, SQLException {
        var counts = new TreeMap<String, Long>();
        VERB.matcher(Files.readString(lakou.controlPlane().auditLog()))
                .results()
                .collect(Collectors.groupingBy((MatchResult found) -> "API " + found.group(1), Collectors.counting()))
                .forEach(counts::put);
        counts.put(
                "statements idle-postgresql",
                STATEMENT.matcher(Files.readString(postgres.log())).results().count());
        for (var name : servers.keySet()) {
            if (!name.equals("idle-postgresql")) {
                counts.put("statements " + name, questions(servers.get(name)));
            }
        }
        return counts;
    }

    private static long questions(RunningDatabase server) throws SQLException {
        try (var connection = server.connect(server.admin(), "mysql");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
