package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The commands of the guides do what the guides say. */
@WithInstallations
class GuidesIT {
    private static final Cluster CLUSTER = Cluster.shared();

    @Test
    void chartGuide() throws IOException {
        var guide = Guide.read(Path.of("helm/lakou/README.md"));

        try (var release = Release.planned(CLUSTER)) {
            var installing = guide.under("Installing");
            type(installing.get(0));
            release.pretendRolledOut();
            type(installing.get(1));
            assertThat(installing.get(2)).isEqualTo("helm test lakou --namespace lakou-system");
            type(guide.under("Upgrading").get(0));
            type(guide.under("Uninstalling").get(0));

            assertThat(CLUSTER.kubectl("get", "crd", "-o", "name")).contains("serviceschemas.lakou.dev");
            assertThat(CLUSTER.kubectl("get", "clusterroles", "-o", "name")).doesNotContain("lakou");
        }
    }

    @Test
    void kustomizeGuide() throws IOException {
        var guide = Guide.read(Path.of("deploy/README.md"));
        CLUSTER.kubectl("create", "namespace", "argocd");
        CLUSTER.kubectl("create", "configmap", "argocd-cm", "-n", "argocd");

        try (var release = Release.planned(CLUSTER)) {
            guide.under("Without Helm").forEach(GuidesIT::type);
            guide.under("GitOps").forEach(GuidesIT::type);
            try (var replica = Replica.start(CLUSTER)) {
                assertThat(CLUSTER.kubectl("get", "configmap", "argocd-cm", "-n", "argocd", "-o", "yaml"))
                        .contains(
                                "health.lakou.dev_DatabaseServer",
                                "health.lakou.dev_ServiceSchema",
                                "health.lakou.dev_SchemaReader",
                                "health.lakou.dev_SchemaMove");
            }
            type("kubectl delete -k deploy/cluster-wide");
        }
        CLUSTER.kubectl("delete", "namespace", "argocd", "--wait=false");
    }

    private static void type(String line) {
        var ending = CLUSTER.shell(line);

        assertThat(ending.isSuccess())
                .as("%s%n%s%n%s", line, ending.output(), ending.errors())
                .isTrue();
    }
}
