package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.faults.ApiProxy;
import dev.lakou.faults.WriteGate;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was stored under the looser CRDs of an earlier version, and a watch that ends. */
@WithOwnServers
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class NothingStopsIT {
    private static final String ON_SERVER = "serverRef: {name: loose}, ";

    private static ControlPlane controlPlane;
    private static InstalledLakou lakou;
    private static Team team;

    @BeforeAll
    static void store() throws IOException {
        controlPlane = ControlPlane.start();
        lakou = InstalledLakou.withoutProcess(controlPlane);
        team = new Team(lakou, "loose");
        var postgres = TestEnvironment.apart().postgres(18);
        lakou.adminSecret("loose-admin", postgres.admin());
        loosen();
        team.applyServer("loose", Servers.fields("loose", postgres));
        team.applyServer("unread", Servers.fields("loose", postgres) + ", maxConnections: 3000000000");
        team.applyServer("mistyped", Servers.fields("loose", postgres) + ", maxConnections: many");
        team.apply("huge", ON_SERVER + "pool: {size: 3000000000}");
        team.apply("strange", ON_SERVER + "connectionLimit: many, users: [{access: ReadOnly}], rotation: [x]");
        team.apply("nowhere", "serverRef: 5");
        team.apply("good", ON_SERVER + "pool: {size: 5}");
        lakou.manifests().apply(Path.of("crds"));
    }

    @AfterAll
    static void end() {
        controlPlane.close();
    }

    @Test
    void whatCannotBeReadIsToldAndEverybodyElseGoesOn() throws Exception {
        // Its status cannot be written, so each process tells once; another one was here before.
        lakou.client()
                .v1()
                .events()
                .inNamespace("default")
                .withField("involvedObject.name", "mistyped")
                .delete();
        try (var operator = lakou.replica("lakou-0")) {
            team.awaitReason("good", "Reconciled");
            await().untilAsserted(() -> {
                assertThat(ready("ServiceSchema", "huge"))
                        .contains("InvalidSpec", "spec.pool.size cannot hold 3000000000");
                assertThat(told("huge")).contains("spec.pool.size cannot hold 3000000000");
                assertThat(told("strange"))
                        .contains("spec.connectionLimit", "spec.users[0].name is missing", "spec.rotation");
                assertThat(told("nowhere")).contains("spec.serverRef cannot hold 5");
                assertThat(told("unread")).contains("spec.maxConnections cannot hold 3000000000");
                assertThat(told("mistyped")).containsOnlyOnce("spec.maxConnections cannot hold \"many\"");
                assertThat(counted(operator, "ServiceSchema")).isEqualTo("3.0");
                assertThat(counted(operator, "DatabaseServer")).isEqualTo("2.0");
            });
            assertThat(operator.isReady()).isTrue();

            // And so by way of the watch.
            loosen();
            team.apply("later", ON_SERVER + "pool: {size: 3000000000}");
            team.apply("good", ON_SERVER + "pool: {size: 3000000001}");
            lakou.manifests().apply(Path.of("crds"));
            lakou.controlPlane().awaitCustomResources();
            team.apply("another", ON_SERVER + "pool: {size: 5}");
            team.awaitReason("another", "Reconciled");
            await().untilAsserted(() -> {
                assertThat(ready("ServiceSchema", "later")).contains("cannot hold 3000000000");
                assertThat(ready("ServiceSchema", "good")).contains("cannot hold 3000000001");
            });
            team.keys("good").run("SELECT 1");

            for (var name : new String[] {"huge", "later", "good"}) {
                team.apply(name, ON_SERVER + "pool: {size: 5}");
                team.awaitReason(name, "Reconciled");
            }
            lakou.client()
                    .genericKubernetesResources("lakou.dev/v1alpha1", "ServiceSchema")
                    .inNamespace("loose")
                    .withName("nowhere")
                    .delete();
            await().untilAsserted(
                            () -> assertThat(counted(operator, "ServiceSchema")).isEqualTo("1.0"));
        }
    }

    @Test
    void theProcessEndsWithAWatchThatEndsForGood() throws Exception {
        try (var api = ApiProxy.start(controlPlane, WriteGate.open());
                var operator = OperatorProcess.launch(
                        controlPlane.kubeconfigOf(InstalledLakou.NAMESPACE, "lakou", api.url()),
                        Map.of("HOSTNAME", "lakou-1"))) {
            api.entrance().open();
            operator.awaitReady();
            api.garbleSchemas();

            team.apply("news", ON_SERVER + "suspend: true");

            await().until(() -> !operator.isAlive());
            assertThat(Files.readString(operator.log())).contains("ended for good");
        }
    }

    /** The CRDs as if they said nothing of a spec. */
    private static void loosen() throws IOException {
        for (var plural : new String[] {"databaseservers", "serviceschemas"}) {
            var definition = Serialization.unmarshal(
                    Files.readString(Path.of("crds", plural + ".lakou.dev-v1.yml")), JsonNode.class);
            var schema = (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema");
            schema.remove("x-kubernetes-validations"); // They name fields that it has no more.
            schema.withObject("/properties")
                    .putObject("spec")
                    .put("type", "object")
                    .put("x-kubernetes-preserve-unknown-fields", true);
            lakou.manifests()
                    .apply(Serialization.jsonMapper().convertValue(definition, GenericKubernetesResource.class));
        }
        // The API server takes a moment to go by the new definition.
        await().ignoreExceptions().until(() -> {
            team.apply("probe", "serverRef: 5, anything: goes");
            return true;
        });
        lakou.client()
                .genericKubernetesResources("lakou.dev/v1alpha1", "ServiceSchema")
                .inNamespace("loose")
                .withName("probe")
                .delete();
    }

    private static String ready(String kind, String name) {
        return String.valueOf(lakou.client()
                .genericKubernetesResources("lakou.dev/v1alpha1", kind)
                .inNamespace("loose")
                .withName(name)
                .require()
                .getAdditionalProperties()
                .get("status"));
    }

    private static String told(String name) {
        return lakou.client().v1().events().inAnyNamespace().list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .map(Event::getMessage)
                .reduce("", String::concat);
    }

    private static String counted(OperatorProcess operator, String kind) throws Exception {
        return operator.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("lakou_unreadable_resources{kind=\"%s\"".formatted(kind)))
                .map(line -> line.replaceFirst(".* ", ""))
                .findFirst()
                .orElse("none");
    }
}
