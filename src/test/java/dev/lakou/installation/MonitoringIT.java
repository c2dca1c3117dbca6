package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.WithOwnControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard speak of what the operator tells. */
@WithOwnControlPlane
class MonitoringIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String[] ALL = {
        "crds.install=false", "serviceMonitor.enabled=true", "prometheusRule.enabled=true", "dashboard.enabled=true"
    };
    private static final Pattern METRIC = Pattern.compile("\\b([a-z_]+)\\{job=");
    private static final Pattern TOLD = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);

    @Test
    void everyMetricIsOneThatTheOperatorTells() throws Exception {
        var rendered = Chart.template(Cluster.NAMESPACE, ALL).replace("\\\"", "\"");
        var named = METRIC.matcher(rendered)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("up"))
                .collect(Collectors.toCollection(TreeSet::new));

        try (var release = Release.install(CLUSTER);
                var replica = Replica.start(CLUSTER)) {
            var tenant = new Tenant(CLUSTER, "monitored").moveIn();
            CLUSTER.apply(tenant.server() + "  metricsInterval: 5s\n");
            tenant.awaitReady();
            // Only after the first failure is there a count of them.
            CLUSTER.apply(tenant.server()
                    .replaceFirst("name: monitored", "name: absent")
                    .replaceFirst("port: \\d+", "port: 1"));

            assertThat(named).hasSizeGreaterThan(4);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(told(replica)).containsAll(named));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            replica.process().get("/q/metrics").body())
                    .contains("lakou_service_waiting_sessions{", "name=\"monitored\""));
            CLUSTER.kubectl("delete", "databaseserver", "absent", "--timeout=60s");
            tenant.moveOut();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            replica.process().get("/q/metrics").body())
                    .doesNotContain("\"monitored\""));
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

    private static Set<String> told(Replica replica) throws Exception {
        var answer = replica.process().get("/q/metrics").body();
        return TOLD.matcher(answer)
                .results()
                .map(match -> match.group(1) + ending(match.group(2)))
                .collect(Collectors.toSet());
    }

    /** What Prometheus adds to the name. */
    private static String ending(String type) {
        return switch (type) {
            case "counter" -> "_total";
            case "histogram" -> "_bucket";
            default -> "";
        };
    }
}
