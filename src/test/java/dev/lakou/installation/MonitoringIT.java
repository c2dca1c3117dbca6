package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.environment.Prometheus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dashboards, alerts and runbooks speak of what the operator tells, on a Prometheus that asks it. */
@WithInstallations
class MonitoringIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final String[] ALL = {
        "crds.install=false", "serviceMonitor.enabled=true", "prometheusRule.enabled=true", "dashboard.enabled=true"
    };
    private static final Path DASHBOARDS = Path.of("deploy/grafana");
    private static final Pattern COMMANDS = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void eachDashboardShowsSomethingAndEachRunbookRuns() throws Exception {
        try (var release = Release.install(CLUSTER);
                var replica = Replica.start(CLUSTER);
                var prometheus =
                        Prometheus.start(replica.process().port(), "{namespace: lakou-system, pod: lakou-0}")) {
            var tenant = new Tenant(CLUSTER, "monitored").moveIn();
            moveInWithAll(tenant);
            CLUSTER.apply(tenant.server()
                    .replaceFirst("name: monitored", "name: absent")
                    .replaceFirst("port: \\d+", "port: 1"));
            try (var holder = CLUSTER.postgres().connect(CLUSTER.postgres().admin(), "postgres");
                    var waiter = connect(tenant);
                    var blocker = connect(tenant)) {
                work(holder, waiter, blocker);
                var waiting = CompletableFuture.runAsync(() -> run(waiter, "UPDATE counted SET id = 3"));

                var expressions = expressions();

                assertThat(expressions).hasSizeGreaterThan(70);
                await().untilAsserted(() -> assertThat(expressions.stream()
                                .filter(expression ->
                                        prometheus.query(expression).isEmpty()))
                        .isEmpty());
                runCommands(tenant);
                blocker.rollback();
                holder.rollback();
                waiting.join();
            }
            assertThat(metrics(replica)).doesNotContain(tenant.secret("PGPASSWORD"), "counted", "_user");
            CLUSTER.kubectl("delete", "databaseserver", "absent", Cluster.TIMEOUT);
            tenant.moveOut();
            await().untilAsserted(() -> assertThat(metrics(replica)).doesNotContain("\"monitored\""));
        }
    }

    @Test
    void nothingOfItIsThereUnlessAskedFor() {
        var asked =
                CLUSTER.objects(Chart.template(Cluster.NAMESPACE, ALL)).stream().map(HasMetadata::getKind);
        var plain = CLUSTER.objects(Chart.template(Cluster.NAMESPACE)).stream().map(HasMetadata::getKind);

        assertThat(asked).contains("ServiceMonitor", "PrometheusRule", "ConfigMap");
        assertThat(plain).doesNotContain("ServiceMonitor", "PrometheusRule", "ConfigMap");
    }

    @Test
    void theChartShipsWhatDeployHolds() throws IOException {
        var rendered = CLUSTER.objects(Chart.template(Cluster.NAMESPACE, ALL));

        for (var file : dashboards()) {
            assertThat(Path.of("helm/lakou/files/dashboards").resolve(file.getFileName()))
                    .hasSameTextualContentAs(file);
        }
        var rule = CLUSTER.objects(Files.readString(Path.of("deploy/monitoring/prometheus-rule.yaml")))
                .get(0);
        assertThat(rendered.stream().filter(object -> object.getKind().equals("PrometheusRule")))
                .singleElement()
                .extracting(MonitoringIT::spec)
                .isEqualTo(spec(rule));
    }

    private static Object spec(HasMetadata object) {
        return new ObjectMapper().valueToTree(object).path("spec");
    }

    /** With a reader, limits, a budget and a rotation, on a server that counts statements, is read often and watched. */
    private static void moveInWithAll(Tenant tenant) throws SQLException {
        try (var connection = CLUSTER.postgres().connect(CLUSTER.postgres().admin(), "postgres")) {
            run(connection, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        }
        CLUSTER.apply(tenant.server() + "  metricsInterval: 5s\n  driftInterval: 1s\n  connectionBudget: 100\n"
                + "  watchdog: {transaction: 1s}\n");
        CLUSTER.apply(tenant.schema() + "  connectionLimit: 10\n  rotation: {every: 720h}\n");
        tenant.awaitReady();
        CLUSTER.apply(tenant.reader() + "  connectionLimit: 5\n");
        tenant.awaitReaderReady();
    }

    /** Something to show: rows, statements, drift, and a lock that a service waits for, of its own and of somebody else. */
    private static void work(Connection holder, Connection waiter, Connection blocker) throws SQLException {
        run(waiter, "CREATE TABLE counted AS SELECT n AS id FROM generate_series(1, 1000) n");
        run(holder, "ALTER ROLE monitored_user CONNECTION LIMIT 3");
        for (var one : List.of(holder, blocker)) {
            one.setAutoCommit(false);
            run(one, "LOCK TABLE monitored.counted IN SHARE MODE");
        }
    }

    private static Connection connect(Tenant tenant) throws SQLException {
        return DriverManager.getConnection(
                tenant.secret("JDBC_DATABASE_URL"),
                tenant.secret("JDBC_DATABASE_USERNAME"),
                tenant.secret("JDBC_DATABASE_PASSWORD"));
    }

    private static void run(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void runCommands(Tenant tenant) throws IOException {
        var postgres = CLUSTER.postgres();
        var variables = "NAMESPACE=%s; NAME=%1$s; SERVER=%1$s; PID=0; DSN='postgresql://%s:%s@%s:%d/postgres'%n"
                .formatted(
                        tenant.name(),
                        postgres.admin().user(),
                        postgres.admin().password(),
                        postgres.host(),
                        postgres.port());
        var commands = COMMANDS.matcher(Files.readString(Path.of("deploy/monitoring/runbooks.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining());
        assertThat(commands.lines()).hasSizeGreaterThan(17);
        var ending = CLUSTER.shell("set -e\n" + variables + commands);
        assertThat(ending.isSuccess()).as(ending.output() + ending.errors()).isTrue();
    }

    private static List<String> expressions() throws IOException {
        var expressions = new ArrayList<String>();
        for (var file : dashboards()) {
            var panels = new ObjectMapper().readTree(file.toFile()).path("panels");
            panels.forEach(panel -> panel.path("targets")
                    .forEach(
                            target -> expressions.add(filled(target.path("expr").asText()))));
        }
        return expressions;
    }

    private static String filled(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "5m")
                .replace("$server", "monitored")
                .replace("$namespace", "monitored")
                .replace("$name", "monitored");
    }

    private static List<Path> dashboards() throws IOException {
        try (var files = Files.list(DASHBOARDS)) {
            return files.sorted().toList();
        }
    }

    private static String metrics(Replica replica) throws IOException, InterruptedException {
        return replica.process().get("/q/metrics").body();
    }
}
