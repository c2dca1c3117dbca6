package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reconcile.ReadingContext;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.stream.Stream;

/**
 * What the controller of a service would know if the service were on another server.
 *
 * @param other of a controller that watches DatabaseServers and namespaces
 */
record ElsewhereContext(
        ServiceSchema resource, String serverName, IndexedResourceCache<ServiceSchema> schemas, Context<?> other)
        implements ReadingContext<ServiceSchema> {

    /** Secrets are asked for one by one, by their names. */
    @Override
    public <R> Stream<R> getSecondaryResourcesAsStream(Class<R> kind, boolean deduplicate) {
        if (kind.equals(DatabaseServer.class)) {
            return one(kind, new ResourceID(serverName));
        }
        return kind.equals(Namespace.class)
                ? one(kind, new ResourceID(resource.getMetadata().getNamespace()))
                : Stream.empty();
    }

    @SuppressWarnings(
            "unchecked") // Every event source of a Kubernetes kind is a cache of it; its type does not say so.
    private <R> Stream<R> one(Class<R> kind, ResourceID id) {
        var cache = (Cache<?>) other.eventSourceRetriever().getEventSourceFor(kind);
        return cache.get(id).map(kind::cast).stream();
    }

    @Override
    @SuppressWarnings("unchecked") // What is asked of it is a cache, whosever the events are.
    public <R> EventSource<R, ServiceSchema> getEventSourceFor(Class<R> kind, String name) {
        return (EventSource<R, ServiceSchema>)
                (EventSource<R, ?>) other.eventSourceRetriever().getEventSourceFor(kind);
    }

    @Override
    public KubernetesClient getClient() {
        return other.getClient();
    }

    @Override
    public ServiceSchema getPrimaryResource() {
        return resource;
    }

    @Override
    public IndexedResourceCache<ServiceSchema> getPrimaryCache() {
        return schemas;
    }
}
