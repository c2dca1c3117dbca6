package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.Patience;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Applies resources into one namespace as people do, and waits for what is said of them. */
public final class Team {
    private final InstalledLakou lakou;
    private final String namespace;

    public Team(InstalledLakou lakou, String namespace) {
        this.lakou = lakou;
        this.namespace = namespace;
        label(Map.of());
    }

    public String namespace() {
        return namespace;
    }

    void label(Map<String, String> labels) {
        lakou.manifests()
                .apply(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .build());
    }

    /** @param spec the fields of the spec, as YAML in one line */
    public void apply(String name, String spec) {
        apply("ServiceSchema", name, spec);
    }

    /** @param spec the fields of the spec, as YAML in one line */
    public void applyReader(String name, String spec) {
        apply("SchemaReader", name, spec);
    }

    /** @param spec the fields of the spec, as YAML in one line */
    void applyMove(String name, String spec) {
        apply("SchemaMove", name, spec);
    }

    String awaitMoveReason(String name, String reason) {
        return await(
                lakou.client()
                        .resources(SchemaMove.class)
                        .inNamespace(namespace)
                        .withName(name),
                reason);
    }

    private void apply(String kind, String name, String spec) {
        lakou.manifests()
                .apply(Serialization.unmarshal(
                        """
                        apiVersion: lakou.dev/v1alpha1
                        kind: %s
                        metadata: {namespace: %s, name: %s}
                        spec: {%s}
                        """
                                .formatted(kind, namespace, name, spec),
                        GenericKubernetesResource.class));
    }

    /** @param spec the fields of the spec, whatever texts they hold */
    void apply(String name, Map<String, ?> spec) {
        var resource = new GenericKubernetesResource();
        resource.setApiVersion("lakou.dev/v1alpha1");
        resource.setKind("ServiceSchema");
        resource.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        resource.setAdditionalProperty("spec", spec);
        lakou.manifests().apply(resource);
    }

    /** @param spec the fields of the spec, as YAML in one line */
    public void applyServer(String name, String spec) {
        lakou.manifests()
                .apply(Serialization.unmarshal(
                        """
                        apiVersion: lakou.dev/v1alpha1
                        kind: DatabaseServer
                        metadata: {name: %s}
                        spec: {%s}
                        """
                                .formatted(name, spec),
                        GenericKubernetesResource.class));
    }

    public void annotate(String name, String annotation, String value) {
        annotate(lakou.serviceSchema(namespace, name), annotation, value);
    }

    void annotateReader(String name, String annotation, String value) {
        annotate(
                lakou.client()
                        .resources(SchemaReader.class)
                        .inNamespace(namespace)
                        .withName(name),
                annotation,
                value);
    }

    void annotateMove(String name, String annotation, String value) {
        annotate(
                lakou.client()
                        .resources(SchemaMove.class)
                        .inNamespace(namespace)
                        .withName(name),
                annotation,
                value);
    }

    private static void annotate(Resource<?> resource, String annotation, String value) {
        resource.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(annotation, value));
    }

    public void delete(String name) {
        var resource = lakou.serviceSchema(namespace, name);
        resource.delete();
        resource.waitUntilCondition(found -> found == null, Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until Ready has the reason, and returns what it says. */
    public String awaitReason(String name, String reason) {
        return await(lakou.serviceSchema(namespace, name), reason);
    }

    /** Waits until the operator has decided, and returns the reason. */
    String awaitDecision(String name) {
        var decided = lakou.serviceSchema(namespace, name)
                .waitUntilCondition(
                        one -> ready(one)
                                .filter(ready -> !ready.getStatus().equals("Unknown"))
                                .isPresent(),
                        Patience.LIMIT.toMillis(),
                        TimeUnit.MILLISECONDS);
        return ready(decided).orElseThrow().getReason();
    }

    public String awaitReaderReason(String name, String reason) {
        return await(reader(name), reason);
    }

    Optional<SchemaReaderStatus> readerStatus(String name) {
        return Optional.ofNullable(reader(name).require().getStatus());
    }

    void deleteReader(String name) {
        reader(name).delete();
        reader(name).waitUntilCondition(found -> found == null, Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Resource<SchemaReader> reader(String name) {
        return lakou.client()
                .resources(SchemaReader.class)
                .inNamespace(namespace)
                .withName(name);
    }

    void deleteServer(String name) {
        server(name).delete();
    }

    void awaitServerGone(String name) {
        server(name).waitUntilCondition(found -> found == null, Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Resource<DatabaseServer> server(String name) {
        return lakou.client().resources(DatabaseServer.class).withName(name);
    }

    public String awaitServerReason(String name, String reason) {
        return awaitServerReason(lakou, name, reason);
    }

    static String awaitServerReason(InstalledLakou lakou, String name, String reason) {
        return await(lakou.client().resources(DatabaseServer.class).withName(name), reason);
    }

    public Optional<ServiceSchemaStatus> status(String name) {
        return Optional.ofNullable(
                lakou.serviceSchema(namespace, name).require().getStatus());
    }

    public SecretKeys keys(String name) {
        return lakou.keys(namespace, name + "-database");
    }

    static String awaitReason(InstalledLakou lakou, String namespace, String name, String reason) {
        return await(lakou.serviceSchema(namespace, name), reason);
    }

    static String awaitReaderReason(InstalledLakou lakou, SchemaReader reader, String reason) {
        return await(lakou.client().resource(reader), reason);
    }

    private static <R extends HasMetadata> String await(Resource<R> resource, String reason) {
        try {
            var found = resource.waitUntilCondition(
                    one -> ready(one)
                            .filter(ready -> ready.getReason().equals(reason)
                                    && ready.getObservedGeneration()
                                            .equals(one.getMetadata().getGeneration()))
                            .isPresent(),
                    Patience.LIMIT.toMillis(),
                    TimeUnit.MILLISECONDS);
            return ready(found).orElseThrow().getMessage();
        } catch (KubernetesClientTimeoutException e) {
            var found = resource.get();
            assertThat(ready(found).map(Condition::toString))
                    .as("Ready of " + found)
                    .contains(reason);
            throw e;
        }
    }

    static Optional<Condition> ready(HasMetadata resource) {
        return conditions(resource).stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst();
    }

    private static List<Condition> conditions(HasMetadata resource) {
        if (resource instanceof ServiceSchema schema && schema.getStatus() != null) {
            return schema.getStatus().conditions();
        }
        if (resource instanceof SchemaReader reader && reader.getStatus() != null) {
            return reader.getStatus().conditions();
        }
        if (resource instanceof SchemaMove move && move.getStatus() != null) {
            return move.getStatus().conditions();
        }
        if (resource instanceof DatabaseServer server && server.getStatus() != null) {
            return server.getStatus().conditions();
        }
        return List.of();
    }
}
