package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lakou for a few namespaces: it does all its work there, and reaches no Secret elsewhere. */
@WithInstallations
class WatchedNamespacesIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final String OPERATOR = "--as=system:serviceaccount:lakou-system:lakou";

    @Test
    void worksInItsNamespacesAndSeesNoOther() {
        CLUSTER.apply(new Tenant(CLUSTER, "watched").namespace());
        var audit = AuditLog.fromNow(CLUSTER.controlPlane());
        try (var release = Release.install(CLUSTER, "watchNamespaces={watched,default}");
                var replica = Replica.start(CLUSTER)) {
            var elsewhere = new Tenant(CLUSTER, "elsewhere");
            CLUSTER.apply(elsewhere.namespace());
            CLUSTER.apply(elsewhere.schema());

            Life.of(CLUSTER, "watched").live();

            assertThat(audit.forbidden()).isEmpty();
            assertThat(elsewhere.field(".status.conditions[?(@.type==\"Ready\")].reason"))
                    .isEqualTo("Pending");
            assertThat(may("get", "secrets", "watched")).isEqualTo("yes");
            assertThat(may("list", "secrets", Cluster.NAMESPACE)).isEqualTo("yes");
            assertThat(may("get", "secrets", "elsewhere")).isEqualTo("no");
            assertThat(may("get", "secrets", "kube-system")).isEqualTo("no");
            CLUSTER.kubectl("delete", "namespace", "elsewhere", "--wait=false");
        }
    }

    @Test
    void theKustomizationOfOneNamespaceServesIt() {
        CLUSTER.kubectl("create", "namespace", "services");
        try (var release = Release.planned(CLUSTER)) {
            CLUSTER.kubectl("apply", "--server-side", "-f", "crds/");
            CLUSTER.kubectl("apply", "--server-side", "-k", "deploy/single-namespace");
            var audit = AuditLog.fromNow(CLUSTER.controlPlane());
            try (var replica = Replica.start(CLUSTER)) {
                Life.of(CLUSTER, "services").live();
            }
            assertThat(audit.forbidden()).isEmpty();
            CLUSTER.kubectl("delete", "-k", "deploy/single-namespace");
        }
    }

    private static String may(String verb, String resource, String namespace) {
        return CLUSTER.tryKubectl("auth", "can-i", verb, resource, "-n", namespace, OPERATOR)
                .output();
    }
}
