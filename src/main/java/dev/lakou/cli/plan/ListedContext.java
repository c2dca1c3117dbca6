package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.ListedResources;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * What the operator's own steps ask of their framework, answered from what was listed once. They ask no more while they
 * look at a ServiceSchema and change nothing.
 */
record ListedContext(ServiceSchema resource, Listing listing, KubernetesClient client)
        implements Context<ServiceSchema>, EventSourceRetriever<ServiceSchema> {

    /** Secrets are asked for one by one, by their names. */
    @Override
    public <R> Stream<R> getSecondaryResourcesAsStream(Class<R> kind, boolean deduplicate) {
        if (kind.equals(DatabaseServer.class)) {
            return one(
                    kind,
                    listing.servers(),
                    new ResourceID(resource.getSpec().serverRef().name()));
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
    public <R> Set<R> getSecondaryResources(Class<R> kind, boolean deduplicate) {
        return Set.copyOf(getSecondaryResourcesAsStream(kind, deduplicate).toList());
    }

    @Override
    public <R> Optional<R> getSecondaryResource(Class<R> kind, String eventSource) {
        return getSecondaryResourcesAsStream(kind, false).findFirst();
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

    @Override
    public EventSourceRetriever<ServiceSchema> eventSourceRetriever() {
        return this;
    }

    @Override
    public Optional<RetryInfo> getRetryInfo() {
        return Optional.empty();
    }

    @Override
    public boolean isNextReconciliationImminent() {
        return false;
    }

    @Override
    public boolean isPrimaryResourceDeleted() {
        return false;
    }

    @Override
    public boolean isPrimaryResourceFinalStateUnknown() {
        return false;
    }

    @Override
    public ControllerConfiguration<ServiceSchema> getControllerConfiguration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ManagedWorkflowAndDependentResourceContext managedWorkflowAndDependentResourceContext() {
        throw new UnsupportedOperationException();
    }

    /** What writes. */
    @Override
    public ResourceOperations<ServiceSchema> resourceOperations() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExecutorService getWorkflowExecutorService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> List<EventSource<R, ServiceSchema>> getEventSourcesFor(Class<R> kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ControllerEventSource<ServiceSchema> getControllerEventSource() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> EventSource<R, ServiceSchema> dynamicallyRegisterEventSource(EventSource<R, ServiceSchema> source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> Optional<EventSource<R, ServiceSchema>> dynamicallyDeRegisterEventSource(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventSourceContext<ServiceSchema> eventSourceContextForDynamicRegistration() {
        throw new UnsupportedOperationException();
    }
}
