package dev.lakou.kubernetes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyingSerializationTest {
    private final KubernetesSerialization client = new CopyingSerialization(new ObjectMapper());

    @Test
    void aCopyIsTheSame() {
        var original = schema();

        var copy = client.clone(original);

        assertThat(copy).isNotSameAs(original);
        assertThat(Serialization.asYaml(copy)).isEqualTo(Serialization.asYaml(original));
    }

    @Test
    void whatIsDoneToACopyLeavesTheOriginal() {
        var original = schema();
        var before = Serialization.asYaml(original);

        var copy = client.clone(original);
        copy.addFinalizer("lakou.dev/finalizer");
        copy.getMetadata().getAnnotations().put("lakou.dev/rotate", "now");
        copy.setStatus(null);

        assertThat(Serialization.asYaml(original)).isEqualTo(before);
    }

    @Test
    void otherKindsAreCopiedToo() {
        var original = new SecretBuilder().withData(Map.of("key", "dmFsdWU=")).build();

        Secret copy = client.clone(original);

        assertThat(copy).isNotSameAs(original).isEqualTo(original);
    }

    private static ServiceSchema schema() {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata:
                  namespace: marketing
                  name: madansara
                  uid: "1"
                  resourceVersion: "2"
                  annotations: {team: marketing}
                  finalizers: [example.com/other]
                spec: {serverRef: {name: engarde}, searchPath: [public]}
                status: {schema: madansara, conditions: [{type: Ready, status: "True", reason: Reconciled}]}
                """,
                ServiceSchema.class);
    }
}
