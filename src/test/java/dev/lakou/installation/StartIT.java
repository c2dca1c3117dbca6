package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A start that cannot succeed ends with one line that says who has to do what, and no stack trace. */
@WithInstallations
class StartIT {
    private static final Cluster CLUSTER = Cluster.shared();

    @Test
    void withoutCrds() throws IOException {
        try (var release = install("crds.install=false")) {
            assertThat(lastWords())
                    .contains("There is no CustomResourceDefinition \"databaseservers.lakou.dev\": apply the CRDs")
                    .contains("serviceschemas.lakou.dev");
        }
    }

    @Test
    void withCrdsThatNoLongerServeItsVersion() throws IOException {
        try (var release = install("replicas=1")) {
            CLUSTER.kubectl(
                    "patch",
                    "crd",
                    "serviceschemas.lakou.dev",
                    "--type=json",
                    "-p",
                    """
                    [{"op": "copy", "from": "/spec/versions/0", "path": "/spec/versions/1"},
                     {"op": "replace", "path": "/spec/versions/1/name", "value": "v1"},
                     {"op": "replace", "path": "/spec/versions/0/served", "value": false},
                     {"op": "replace", "path": "/spec/versions/0/storage", "value": false}]
                    """);

            assertThat(lastWords())
                    .contains("\"serviceschemas.lakou.dev\" does not serve v1alpha1")
                    .contains("install the Lakou that belongs to it");
        }
    }

    @Test
    void withANamespaceWhoseRoleIsGone() throws IOException {
        CLUSTER.kubectl("create", "namespace", "unbound");
        try (var release = install("watchNamespaces={default,unbound}")) {
            CLUSTER.kubectl("delete", "rolebinding", "-n", "unbound", "lakou-tenant");

            assertThat(lastWords())
                    .contains("may not see the ServiceSchemas of the namespace \"unbound\"")
                    .contains("RoleBinding")
                    .doesNotContain("\"default\"");
        }
        CLUSTER.kubectl("delete", "namespace", "unbound", "--wait=false");
    }

    @Test
    void withoutAnyRights() throws IOException {
        try (var release = install("replicas=1")) {
            CLUSTER.kubectl("delete", "clusterrolebinding", "lakou");

            assertThat(lastWords()).contains("cannot get resource \"namespaces\"");
        }
    }

    private static Release install(String values) {
        return Release.install(CLUSTER, values, "log.format=Text");
    }

    private static String lastWords() throws IOException {
        try (var replica = Replica.launch(CLUSTER)) {
            var log = Files.readString(replica.awaitEnd());
            assertThat(log).contains("Lakou cannot start.").doesNotContain("\tat ");
            return log.substring(log.indexOf("Lakou cannot start."));
        }
    }
}
