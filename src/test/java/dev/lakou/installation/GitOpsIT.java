package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a GitOps tool sees of Lakou's resources. */
@WithInstallations
class GitOpsIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final Path ARGO_CD = Path.of("deploy/argocd/argocd-cm.yaml");

    private static final String LEFT_IN_THE_REPOSITORY =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {namespace: kept, name: left, labels: {synced: "yes"}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {namespace: dropped, name: left, labels: {synced: "yes"}}
            """;

    private static Release release;
    private static Replica replica;

    @BeforeAll
    static void install() {
        release = Release.install(CLUSTER);
        replica = Replica.start(CLUSTER);
    }

    @AfterAll
    static void uninstall() {
        replica.close();
        release.close();
    }

    /** First the resource, then what it needs, the admin Secret last, as a secret store would bring it. */
    @Test
    void theOrderOfApplyingDoesNotMatter() {
        var tenant = new Tenant(CLUSTER, "orderless");
        CLUSTER.apply(tenant.namespace());
        CLUSTER.apply(tenant.schema());
        await().until(() -> reason(tenant).equals("ServerNotFound"));
        assertThat(kstatus(tenant)).isEqualTo("InProgress");
        assertThat(argoCdHealth(tenant)).startsWith("Progressing: ServerNotFound");

        CLUSTER.apply(tenant.server());
        await().until(() -> reason(tenant).equals("AdminSecretNotFound"));
        CLUSTER.apply(tenant.adminSecret());

        tenant.awaitReady();
        assertThat(tenant.canLogIn()).isTrue();
        tenant.moveOut();
    }

    @Test
    void nothingDiffersFromTheRepositoryAfterReady() {
        var tenant = new Tenant(CLUSTER, "undiffered").moveIn();
        tenant.awaitReady();

        var repository = Cluster.file(String.join("---\n", tenant.server(), tenant.schema()));
        var ending = CLUSTER.tryKubectl("diff", "--server-side", "-f", repository.toString());

        assertThat(ending.output() + ending.errors()).isEmpty();
        assertThat(ending.exitCode()).isZero();
        tenant.moveOut();
    }

    @Test
    void healthFollowsTheResourceFromItsFirstMomentToItsLast() {
        var tenant = new Tenant(CLUSTER, "healthy").moveIn();
        tenant.awaitReady();
        assertThat(kstatus(tenant)).isEqualTo("Current");
        assertThat(argoCdHealth(tenant)).startsWith("Healthy: Reconciled");

        patch(tenant, "spec: {suspend: true}");
        await().until(() -> reason(tenant).equals("Suspended"));
        assertThat(kstatus(tenant)).isEqualTo("InProgress");
        assertThat(argoCdHealth(tenant)).startsWith("Suspended: Suspended");

        patch(tenant, "spec: {suspend: null, extensions: [nobody_allows_this]}");
        await().until(() -> reason(tenant).equals("InvalidSpec"));
        assertThat(kstatus(tenant)).isEqualTo("Failed");
        assertThat(argoCdHealth(tenant)).startsWith("Degraded: InvalidSpec");
        tenant.moveOut();
    }

    @Test
    void aNewResourceIsNotHealthyYet() {
        replica.close();
        var tenant = new Tenant(CLUSTER, "newborn").moveIn();

        assertThat(kstatus(tenant)).isEqualTo("InProgress");
        assertThat(argoCdHealth(tenant)).isEqualTo("Progressing: Waiting for Lakou");

        replica = Replica.start(CLUSTER);
        tenant.awaitReady();
        tenant.moveOut();
    }

    @Test
    void whatIsPrunedFollowsItsDeletionPolicy() throws SQLException {
        var kept = new Tenant(CLUSTER, "kept").moveIn();
        var dropped = new Tenant(CLUSTER, "dropped").moveIn();
        patch(dropped, "spec: {deletionPolicy: Delete}");
        for (var tenant : List.of(kept, dropped)) {
            tenant.awaitReady();
            // Only what was applied in kubectl's own way can be pruned by it.
            CLUSTER.kubectl("apply", "-f", Cluster.file(tenant.schema()).toString());
            CLUSTER.kubectl("label", "serviceschema", "-n", tenant.name(), tenant.name(), "synced=yes");
        }

        var left = Cluster.file(LEFT_IN_THE_REPOSITORY).toString();
        var kind = "--prune-allowlist=lakou.dev/v1alpha1/ServiceSchema";
        CLUSTER.kubectl("apply", "--prune", "-l", "synced=yes", kind, "-f", left);

        for (var tenant : List.of(kept, dropped)) {
            CLUSTER.kubectl(
                    "wait", "--for=delete", "serviceschema", "-n", tenant.name(), tenant.name(), Cluster.TIMEOUT);
            tenant.moveOut();
        }
        assertThat(kept.hasSchema()).isTrue();
        assertThat(dropped.hasSchema()).isFalse();
    }

    private static String reason(Tenant tenant) {
        return tenant.field(".status.conditions[?(@.type==\"Ready\")].reason");
    }

    private static void patch(Tenant tenant, String change) {
        CLUSTER.kubectl("patch", "serviceschema", "-n", tenant.name(), tenant.name(), "--type=merge", "-p", change);
    }

    private static String kstatus(Tenant tenant) {
        return CLUSTER.judge(Tools.KSTATUS, object(tenant));
    }

    private static String argoCdHealth(Tenant tenant) {
        try {
            var patch = Serialization.unmarshal(Files.readString(ARGO_CD), JsonNode.class);
            var script = patch.path("data")
                    .path("resource.customizations.health.lakou.dev_ServiceSchema")
                    .asText();
            return CLUSTER.judge(Tools.ARGOCD_HEALTH, Cluster.file(script).toString(), object(tenant));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String object(Tenant tenant) {
        return Cluster.file(CLUSTER.kubectl("get", "serviceschema", "-n", tenant.name(), tenant.name(), "-o", "json"))
                .toString();
    }
}
