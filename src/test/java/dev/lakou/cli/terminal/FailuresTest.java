package dev.lakou.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void namesTheRightThatIsMissingInANamespace() {
        var words = Failures.words(refused(
                403,
                "serviceschemas.lakou.dev \"orders\" is forbidden: User \"ann\" cannot patch resource"
                        + " \"serviceschemas\" in API group \"lakou.dev\" in the namespace \"core\""));

        assertThat(words)
                .contains(
                        "You (\"ann\")",
                        "verb patch on serviceschemas in namespace \"core\"",
                        "Role of the rule {apiGroups: [\"lakou.dev\"], resources: [\"serviceschemas\"], verbs:"
                                + " [\"patch\"]}");
    }

    @Test
    void namesTheRightThatIsMissingInTheCluster() {
        var words = Failures.words(refused(
                403,
                "namespaces \"kube-system\" is forbidden: User \"ann\" cannot get resource \"namespaces\" in"
                        + " API group \"\" at the cluster scope: RBAC: clusterrole.rbac.authorization.k8s.io \"x\""
                        + " not found"));

        assertThat(words)
                .contains("verb get on namespaces in the whole cluster", "ClusterRole of the rule {apiGroups: [\"\"]");
    }

    @Test
    void saysWhyTheApiServerDoesNotAnswer() {
        var words = Failures.words(new KubernetesClientException(
                "Operation failed.", new ConnectException("Connection refused: 127.0.0.1:1")));

        assertThat(words).isEqualTo("The API server does not answer: Connection refused: 127.0.0.1:1");
    }

    private static KubernetesClientException refused(int code, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }
}
