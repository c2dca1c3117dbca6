package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.ListedResources;
import dev.lakou.kubernetes.reconcile.ReadingContext;
import dev.lakou.kubernetes.server.EffectiveServer;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.stream.Stream;

/** What the steps ask, answered from what was listed once. */
record ListedContext(ServiceSchema resource, Listing listing, KubernetesClient client)
        implements ReadingContext<ServiceSchema> {

    /** Secrets are asked for one by one, by their names. */
    @Override
    public <R> Stream<R> getSecondaryResourcesAsStream(Class<R> kind, boolean deduplicate) {
        if (kind.equals(DatabaseServer.class)) {
            return one(kind, listing.servers(), new ResourceID(EffectiveServer.of(resource)));
        }
        return kind.equals(Namespace.class)
                ? one(
                        kind,
                        listing.namespaces(),
                        new ResourceID(resource.getMetadata().getNamespace()))
                : Stream.empty();
    }

    private static <R> Stream<R> one(Class<R> kind, ListedResources<?, ?> listed, ResourceID id) {
        return listed.get(id).map(kind::cast).stream();
    }

    @Override
    @SuppressWarnings("unchecked") // The kind of what is listed says so.
    public <R> EventSource<R, ServiceSchema> getEventSourceFor(Class<R> kind, String name) {
        return Stream.of(listing.servers(), listing.namespaces(), listing.schemas(), listing.readers())
                .filter(listed -> listed.resourceType().equals(kind))
                .map(listed -> (EventSource<R, ServiceSchema>) listed)
                .findFirst()
                .orElseThrow(UnsupportedOperationException::new);
    }

    @Override
    public KubernetesClient getClient() {
        return client;
    }

    @Override
    public ServiceSchema getPrimaryResource() {
        return resource;
    }

    @Override
    public IndexedResourceCache<ServiceSchema> getPrimaryCache() {
        return listing.schemas();
    }
}
