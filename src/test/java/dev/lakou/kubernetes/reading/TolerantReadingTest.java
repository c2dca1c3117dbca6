package dev.lakou.kubernetes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.api.PoolHints;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.UserSpec;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TolerantReadingTest {
    private static final KubernetesSerialization CLIENT = client();

    @Test
    void aReadableResourceIsRead() {
        var schema = schema("serverRef: {name: engarde}, pool: {size: 5}");

        assertThat(Unreadable.message(schema)).isEmpty();
        assertThat(schema.getSpec().pool()).isEqualTo(new PoolHints(5, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pool: {size: 3000000000}                    | spec.pool.size cannot hold 3000000000
                    pool: {size: many}                          | spec.pool.size cannot hold "many"
                    pool: 5                                     | spec.pool cannot hold 5
                    deletionPolicy: Maybe                       | spec.deletionPolicy cannot hold "Maybe"
                    suspend: sometimes                          | spec.suspend cannot hold "sometimes"
                    settings: [a]                               | spec.settings cannot hold ["a"]
                    settings: {a: {b: c}}                       | spec.settings.a cannot hold {"b":"c"}
                    searchPath: public                          | spec.searchPath cannot hold "public"
                    access: [{tables: [t]}]                     | spec.access[0].schemaRef is missing
                    'access: [{schemaRef: {name: ""}}]'         | spec.access[0].schemaRef.name is empty
                    users: [{name: a, access: ReadAll}]         | spec.users[0].access cannot hold "ReadAll"
                    users: [null]                               | spec.users[0] is missing
                    'schema: ""'                                | spec.schema is empty
                    schema: {a: b}                              | spec.schema cannot hold {"a":"b"}
                    """)
    void whatAFieldCannotHoldIsToldWithItsPlace(String field, String told) {
        var schema = schema("serverRef: {name: engarde}, connectionLimit: 7, " + field);

        assertThat(Unreadable.message(schema).orElseThrow()).startsWith(told);
        assertThat(schema.getSpec().connectionLimit()).isEqualTo(7);
    }

    @Test
    void everyMistakeIsTold() {
        var schema = schema("serverRef: {name: engarde}, pool: {size: x, maxOverflow: y}, suspend: 7x");

        assertThat(Unreadable.message(schema).orElseThrow())
                .contains("spec.pool.size", "spec.pool.maxOverflow", "spec.suspend")
                .contains("kubectl explain serviceschema.spec");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    spec: {}                      | spec.serverRef is missing
                    spec: {serverRef: {}}         | spec.serverRef.name is missing
                    spec: {serverRef: 5}          | spec.serverRef cannot hold 5
                    spec: text                    | spec is missing
                    status: {}                    | spec is missing
                    """)
    void whatEverybodyLooksAtIsAlwaysThere(String rest, String told) {
        var schema = CLIENT.unmarshal(resource("ServiceSchema", rest), ServiceSchema.class);

        assertThat(Unreadable.message(schema).orElseThrow()).contains(told);
        assertThat(schema.getSpec().serverRef().name()).isEmpty();
    }

    @Test
    void theOtherKindsAreReadTheSame() {
        var server = CLIENT.unmarshal(
                resource("DatabaseServer", "spec: {engine: Oracle, host: db, maxConnections: 1e99}"),
                DatabaseServer.class);
        var reader = CLIENT.unmarshal(
                resource("SchemaReader", "spec: {serverRef: {name: a}, schemas: {}}"), SchemaReader.class);

        assertThat(Unreadable.message(server).orElseThrow())
                .contains(
                        "spec.engine cannot hold \"Oracle\"", "spec.maxConnections", "spec.adminSecretRef is missing");
        assertThat(server.getSpec().engine()).isInstanceOf(EngineKind.class);
        assertThat(Unreadable.message(reader).orElseThrow()).contains("spec.schemas cannot hold {}");
        assertThat(reader.getSpec().schemas()).isEmpty();
    }

    @Test
    void aStatusOfAnotherVersionIsForgotten() {
        var schema = CLIENT.unmarshal(
                resource("ServiceSchema", "spec: {serverRef: {name: a}}, status: {rotation: {phase: Paused}}"),
                ServiceSchema.class);

        assertThat(Unreadable.message(schema)).isEmpty();
        assertThat(schema.getStatus()).isNull();
    }

    @Test
    void oneOfAListLeavesTheOthersAsTheyAre() {
        var good = resource("ServiceSchema", "spec: {serverRef: {name: a}}");
        var bad = resource("ServiceSchema", "spec: {serverRef: {name: a}, pool: {size: 3000000000}}");
        var list = "{\"items\": [%s, %s, %s]}".formatted(json(good), json(bad), json(good));

        var read = CLIENT.unmarshal(list, new TypeReference<DefaultKubernetesResourceList<ServiceSchema>>() {});

        assertThat(read.getItems().stream().map(Unreadable::message).map(message -> message.isPresent()))
                .containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serverRef: {name: engarde}, pool: {size: 3000000000}", "serverRef: 5"})
    void aCopyIsAsUnreadable(String spec) {
        var schema = schema(spec);

        assertThat(Unreadable.message(CLIENT.clone(CLIENT.clone(schema)))).isEqualTo(Unreadable.message(schema));
    }

    @Test
    void goodUsersStayBesideABadOne() {
        var schema = schema("serverRef: {name: a}, users: [{access: ReadOnly}, {name: b, access: ReadOnly}]");

        assertThat(schema.getSpec().users()).extracting(UserSpec::name).containsExactly("b");
    }

    @Test
    void whatIsAboutToBeWrittenStaysAsItIs() {
        var patch = CLIENT.unmarshal(
                "{\"apiVersion\": \"lakou.dev/v1alpha1\", \"kind\": \"ServiceSchema\", \"metadata\": {\"name\": \"a\"}}",
                ServiceSchema.class);

        assertThat(patch.getSpec()).isNull();
        assertThat(patch.getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void whatIsNoResourceIsRefused() {
        assertThatThrownBy(
                        () -> CLIENT.unmarshal("{\"metadata\": {\"uid\": \"1\", \"name\": {}}}", ServiceSchema.class))
                .hasStackTraceContaining("ObjectMeta[\"name\"]");
    }

    private static ServiceSchema schema(String spec) {
        return CLIENT.unmarshal(resource("ServiceSchema", "spec: {" + spec + "}"), ServiceSchema.class);
    }

    private static String resource(String kind, String rest) {
        return "---\n{apiVersion: lakou.dev/v1alpha1, kind: %s, metadata: {name: a, namespace: b, uid: c}, %s}"
                .formatted(kind, rest);
    }

    private static String json(String yaml) {
        return new KubernetesSerialization().asJson(new KubernetesSerialization().<HasMetadata>unmarshal(yaml));
    }

    private static KubernetesSerialization client() {
        var mapper = new ObjectMapper();
        new TolerantReading().customize(mapper);
        return new KubernetesSerialization(mapper, false);
    }
}
