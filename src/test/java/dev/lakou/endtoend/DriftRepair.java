package dev.lakou.endtoend;

import static org.awaitility.Awaitility.await;

import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** How long a change by hand stands, for each kind and engine, with the default driftInterval of ten seconds. */
public final class DriftRepair {
    private static final int ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String LIMIT_IN_MYSQL =
            "SELECT max_user_connections = 99 FROM mysql.user WHERE user = 'd_limit_user'";
    private static final String GRANT_IN_MYSQL =
            "SELECT count(*) = 0 FROM mysql.db WHERE user = 'd_grant_user' AND select_priv = 'Y'";

    private final InstalledLakou lakou = InstalledLakou.shared();
    private final Team team = new Team(lakou, "repair");

    private DriftRepair() {}

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) {
        OperatorProcess.runAsReleased();
        new DriftRepair().run().forEach((what, value) -> System.out.printf("%-24s %s%n", what, value));
        System.exit(0);
    }

    private Map<String, String> run() {
        var drifts = new ArrayList<Drift>();
        drifts.addAll(postgres());
        drifts.addAll(mySql(
                "mysql",
                TestEnvironment.shared().mySql(),
                "SELECT account_locked = 'Y' FROM mysql.user WHERE user = 'd_closed_user'"));
        drifts.addAll(
                mySql(
                        "mariadb",
                        TestEnvironment.shared().mariaDb("11.4"),
                        "SELECT json_value(priv, '$.account_locked') IN ('1', 'true') FROM mysql.global_priv WHERE user = 'd_closed_user'"));
        drifts.forEach(this::furnish);
        var times = new TreeMap<String, List<Long>>();
        for (var round = 0; round < ROUNDS; round++) {
            // All kinds at once: one look shows them all, as after an incident.
            var running = drifts.stream()
                    .map(drift -> CompletableFuture.supplyAsync(() -> Map.entry(drift.toString(), drift.stands())))
                    .toList();
            running.stream().map(CompletableFuture::join).forEach(time -> times.computeIfAbsent(
                            time.getKey(), kind -> new ArrayList<>())
                    .add(time.getValue()));
        }
        var report = new TreeMap<String, String>();
        times.forEach((kind, all) -> report.put(
                kind,
                "median %d ms of %s"
                        .formatted(
                                all.stream()
                                        .sorted()
                                        .skip(all.size() / 2)
                                        .findFirst()
                                        .orElseThrow(),
                                all)));
        return report;
    }

    private void furnish(Drift drift) {
        var server = "repair-" + drift.engine();
        lakou.adminSecret(server + "-admin", drift.server().admin());
        lakou.manifests().apply(Servers.open(server, drift.server(), "postgres"));
        team.apply(
                drift.engine() + "-" + drift.kind(),
                "serverRef: {name: %s}, schema: d_%s, connectionLimit: 5".formatted(server, drift.kind()));
        team.awaitReason(drift.engine() + "-" + drift.kind(), "Reconciled");
    }

    private static List<Drift> postgres() {
        var server = TestEnvironment.shared().postgres(18);
        return List.of(
                new Drift(
                        "postgresql",
                        server,
                        "limit",
                        "ALTER ROLE d_limit_user CONNECTION LIMIT 99",
                        "SELECT rolconnlimit = 99 FROM pg_roles WHERE rolname = 'd_limit_user'"),
                new Drift(
                        "postgresql",
                        server,
                        "closed",
                        "ALTER ROLE d_closed_user NOLOGIN",
                        "SELECT NOT rolcanlogin FROM pg_roles WHERE rolname = 'd_closed_user'"),
                new Drift(
                        "postgresql",
                        server,
                        "grant",
                        "REVOKE CREATE ON SCHEMA d_grant FROM d_grant_owner",
                        "SELECT NOT has_schema_privilege('d_grant_owner', 'd_grant', 'CREATE')"),
                new Drift(
                        "postgresql",
                        server,
                        "setting",
                        "ALTER ROLE d_setting_user IN DATABASE postgres RESET search_path",
                        "SELECT NOT EXISTS (SELECT FROM pg_db_role_setting WHERE setrole = 'd_setting_user'::regrole AND setconfig::text LIKE '%search_path%')"));
    }

    private static List<Drift> mySql(String engine, RunningDatabase server, String locked) {
        return List.of(
                new Drift(
                        engine,
                        server,
                        "limit",
                        "ALTER USER d_limit_user WITH MAX_USER_CONNECTIONS 99",
                        LIMIT_IN_MYSQL),
                new Drift(engine, server, "closed", "ALTER USER d_closed_user ACCOUNT LOCK", locked),
                new Drift(engine, server, "grant", "REVOKE SELECT ON `d\\_grant`.* FROM d_grant_user", GRANT_IN_MYSQL));
    }

    /**
     * A change by hand.
     *
     * @param isThere asks whether it still stands
     */
    private record Drift(String engine, RunningDatabase server, String kind, String change, String isThere) {
        private long stands() {
            try (var connection = server.connect(server.admin(), engine.equals("postgresql") ? "postgres" : "mysql");
                    var statement = connection.createStatement()) {
                statement.execute(change);
                var begin = System.nanoTime();
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
                    try (var row = statement.executeQuery(isThere)) {
                        return row.next() && !row.getBoolean(1);
                    }
                });
                return Duration.ofNanos(System.nanoTime() - begin).toMillis();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return engine + " " + kind;
        }
    }
}
