package dev.lakou.installation;

import static org.awaitility.Awaitility.await;

import dev.lakou.environment.Patience;
import java.util.UUID;

/** A service's whole life, with a reader of its schema, in which the operator does everything that it can be asked for. */
final class Life {

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {namespace: %1$s, name: web, annotations: {lakou.dev/restart-after-rotation: %1$s}}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web}]}
            """;

    private final Cluster cluster;
    private final Tenant tenant;
    private final boolean restarts;

    private Life(Cluster cluster, String name, boolean restarts) {
        this.cluster = cluster;
        this.tenant = new Tenant(cluster, name);
        this.restarts = restarts;
    }

    static Life of(Cluster cluster, String name) {
        return new Life(cluster, name, false);
    }

    /** Where the platform lets the operator restart Deployments. */
    static Life withRestarts(Cluster cluster, String name) {
        return new Life(cluster, name, true);
    }

    void live() {
        begin();
        tenant.awaitReady();
        cluster.apply(tenant.reader());
        tenant.awaitReaderReady();
        await().atMost(Patience.LIMIT).until(restarts ? this::hasRestarted : this::hasRotated);
        var name = tenant.name();
        patch("spec: {secret: {name: elsewhere}}");
        cluster.kubectl("wait", "-n", name, "--for=delete", "secret/" + name + "-database", Cluster.TIMEOUT);
        tenant.awaitReady();
        tenant.moveOut();
    }

    /** Applies everything, in an order in which nothing has to wait. */
    void begin() {
        cluster.apply(String.join(
                "---\n",
                tenant.namespace(),
                DEPLOYMENT.formatted(tenant.name()),
                tenant.adminSecret(),
                tenant.server()));
        cluster.apply(tenant.schema());
        patch("spec: {rotation: {every: 720h, overlap: 24h%s}}".formatted(restarts ? ", restart: [web]" : ""));
    }

    /** Asks for a rotation until there was one. */
    private boolean hasRotated() {
        var count = tenant.field(".status.rotation.count");
        if (count.equals("0")) {
            // What stands there when the first credential is given asks for nothing: another word does.
            patch("metadata: {annotations: {lakou.dev/rotate: \"%s\"}}".formatted(UUID.randomUUID()));
        }
        return !count.isEmpty() && !count.equals("0");
    }

    /** Asks for a rotation until the operator has restarted the Deployment after it. */
    boolean hasRestarted() {
        if (!hasRotated()) {
            return false;
        }
        var annotations = "jsonpath={.spec.template.metadata.annotations}";
        return !cluster.kubectl("get", "deployment", "-n", tenant.name(), "web", "-o", annotations)
                .isEmpty();
    }

    void end() {
        tenant.moveOut();
    }

    private void patch(String change) {
        cluster.kubectl("patch", "serviceschema", "-n", tenant.name(), tenant.name(), "--type=merge", "-p", change);
    }
}
