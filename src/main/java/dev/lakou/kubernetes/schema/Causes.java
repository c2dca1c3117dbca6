package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What, besides its own spec, makes a ServiceSchema worth another look: its Secrets, server and namespace. */
final class Causes {
    private static final String BY_SERVER = "serviceschema-by-server";
    private static final String BY_NAMESPACE = "serviceschema-by-namespace";

    private Causes() {}

    static List<EventSource<?, ServiceSchema>> of(EventSourceContext<ServiceSchema> context) {
        var schemas = context.getPrimaryCache();
        schemas.addIndexers(Map.of(
                BY_SERVER, schema -> List.of(schema.getSpec().serverRef().name()),
                BY_NAMESPACE, schema -> List.of(schema.getMetadata().getNamespace())));
        var secrets = InformerEventSourceConfiguration.from(Secret.class, ServiceSchema.class)
                .withLabelSelector(OwnedSecrets.MANAGED_BY + "=" + OwnedSecrets.LAKOU)
                .build();
        // What has no namespace is watched once, not once for each watched namespace.
        var servers = InformerEventSourceConfiguration.from(DatabaseServer.class, ServiceSchema.class)
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(server ->
                        ids(schemas.byIndex(BY_SERVER, server.getMetadata().getName())))
                .withPrimaryToSecondaryMapper((ServiceSchema schema) ->
                        Set.of(new ResourceID(schema.getSpec().serverRef().name())))
                .withOnUpdateFilter(Causes::concernsTenants)
                .build();
        var namespaces = InformerEventSourceConfiguration.from(Namespace.class, ServiceSchema.class)
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(namespace -> ids(
                        schemas.byIndex(BY_NAMESPACE, namespace.getMetadata().getName())))
                .withPrimaryToSecondaryMapper((ServiceSchema schema) ->
                        Set.of(new ResourceID(schema.getMetadata().getNamespace())))
                .withOnUpdateFilter((namespace, before) -> !Objects.equals(
                        namespace.getMetadata().getLabels(),
                        before.getMetadata().getLabels()))
                .build();
        return List.of(
                new InformerEventSource<>(secrets, context),
                new InformerEventSource<>(servers, context),
                new InformerEventSource<>(namespaces, context));
    }

    /** Every ServiceSchema on the server of this one. */
    static List<ServiceSchema> onServer(ServiceSchema resource, Context<ServiceSchema> context) {
        return context.getPrimaryCache()
                .byIndex(BY_SERVER, resource.getSpec().serverRef().name());
    }

    /** Its policy changed, it became ready or stopped being so, or connections became free. */
    private static boolean concernsTenants(DatabaseServer server, DatabaseServer before) {
        return !server.getMetadata().getGeneration().equals(before.getMetadata().getGeneration())
                || !readiness(server).equals(readiness(before))
                || promised(server) < promised(before);
    }

    private static Optional<String> readiness(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus())
                .flatMap(status -> Conditions.find(Conditions.READY, status.conditions()))
                .map((Condition ready) -> ready.getStatus() + ready.getReason() + ready.getMessage());
    }

    private static int promised(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::promisedConnections)
                .orElse(0);
    }

    private static Set<ResourceID> ids(List<ServiceSchema> schemas) {
        return schemas.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }
}
