package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people may do who have Kubernetes' own roles in a namespace. */
@WithInstallations
class UserRolesIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final String NAMESPACE = "people";

    private static Release release;

    @BeforeAll
    static void bind() {
        release = Release.install(CLUSTER);
        CLUSTER.kubectl("create", "namespace", NAMESPACE);
        for (var role : new String[] {"view", "edit", "admin"}) {
            CLUSTER.kubectl("create", "rolebinding", role, "-n", NAMESPACE, "--clusterrole=" + role, "--user=" + role);
        }
        // The controller that aggregates roles needs a moment.
        CLUSTER.kubectl(
                "wait",
                "clusterrole/edit",
                "--for=jsonpath={.rules[?(@.resources[0]==\"serviceschemas\")].verbs[0]}=create",
                Cluster.TIMEOUT);
    }

    @AfterAll
    static void unbind() {
        CLUSTER.kubectl("delete", "namespace", NAMESPACE, "--wait=false");
        release.close();
    }

    @ParameterizedTest
    @CsvSource({
        "view, get, serviceschemas, yes",
        "view, create, serviceschemas, no",
        "view, list, schemareaders, yes",
        "view, list, schemamoves, yes",
        "view, create, schemamoves, no",
        "view, get, secrets, no",
        "edit, list, serviceschemas, yes",
        "edit, create, serviceschemas, yes",
        "edit, delete, serviceschemas, yes",
        "edit, create, schemareaders, yes",
        "edit, create, schemamoves, yes",
        "edit, create, databaseservers, no",
        "admin, patch, serviceschemas, yes",
        "admin, delete, databaseservers, no",
        "nobody, get, serviceschemas, no",
    })
    void may(String user, String verb, String resource, String answer) {
        var said = CLUSTER.tryKubectl("auth", "can-i", verb, resource, "-n", NAMESPACE, "--as=" + user);

        assertThat(said.output()).isEqualTo(answer);
    }
}
