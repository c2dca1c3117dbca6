package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.cli.cluster.ListedResources;
import dev.lakou.kubernetes.reconcile.ReadingContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.stream.Stream;

/**
 * What the steps ask, answered from what was listed once.
 *
 * @param server the name of its DatabaseServer
 * @param siblings those of its kind
 */
record ListedContext<P extends HasMetadata>(
        P resource, String server, ListedResources<P> siblings, Listing listing, KubernetesClient client)
        implements ReadingContext<P> {

    /** Secrets are asked for one by one, by their names. */
    @Override
    public <R> Stream<R> getSecondaryResourcesAsStream(Class<R> kind, boolean deduplicate) {
        if (kind.equals(DatabaseServer.class)) {
            return one(kind, listing.servers(), new ResourceID(server));
        }
        return kind.equals(Namespace.class)
                ? one(
                        kind,
                        listing.namespaces(),
                        new ResourceID(resource.getMetadata().getNamespace()))
                : Stream.empty();
    }

    private static <R> Stream<R> one(Class<R> kind, ListedResources<?> listed, ResourceID id) {
        return listed.get(id).map(kind::cast).stream();
    }

    @Override
    @SuppressWarnings("unchecked") // The kind of what is listed says so.
    public <R> EventSource<R, P> getEventSourceFor(Class<R> kind, String name) {
        return Stream.of(listing.servers(), listing.namespaces(), listing.schemas(), listing.readers())
                .filter(listed -> listed.resourceType().equals(kind))
                .map(listed -> (EventSource<R, P>) listed)
                .findFirst()
                .orElseThrow(UnsupportedOperationException::new);
    }

    @Override
    public KubernetesClient getClient() {
        return client;
    }

    @Override
    public P getPrimaryResource() {
        return resource;
    }

    @Override
    public IndexedResourceCache<P> getPrimaryCache() {
        return siblings;
    }
}
