package dev.lakou.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@NeedsServers(Part.CONTROL_PLANE)
class ControlPlaneIT {

    private final ControlPlane controlPlane = TestEnvironment.shared().controlPlane();
    private final KubernetesClient client = controlPlane.client();

    @Test
    void isReadyAndKnowsItsVersion() {
        assertThat(client.raw("/readyz")).isEqualTo("ok");
        assertThat(client.getKubernetesVersion().getMajor()).isEqualTo("1");
    }

    @Test
    void deniesWhatAServiceAccountMayNotDo() throws Exception {
        createNamespace("denied");
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace("denied")
                        .withName("nobody")
                        .endMetadata()
                        .build())
                .create();
        var kubeconfig = controlPlane.kubeconfigOf("denied", "nobody");

        try (var nobody = ControlPlane.clientOf(kubeconfig)) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> nobody.secrets().inNamespace("denied").list())
                    .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
                    .withMessageContaining("system:serviceaccount:denied:nobody");
        }

        var audit = Files.readString(controlPlane.auditLog());
        assertThat(audit.lines())
                .anyMatch(
                        line -> line.contains("system:serviceaccount:denied:nobody") && line.contains("\"code\":403"));
    }

    @Test
    void collectsWhatADeletedOwnerLeaves() {
        createNamespace("garbage");
        var owner = client.resource(configMap("owner")).create();
        var owned = configMap("owned");
        owned.addOwnerReference(owner);
        client.resource(owned).create();

        client.resource(owner).delete();

        await().until(() -> client.resource(configMap("owned")).get() == null);
    }

    @Test
    void finishesTheDeletionOfANamespace() {
        createNamespace("doomed");

        client.namespaces().withName("doomed").delete();

        await().until(() -> client.namespaces().withName("doomed").get() == null);
    }

    private void createNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("garbage")
                .withName(name)
                .endMetadata()
                .build();
    }
}
