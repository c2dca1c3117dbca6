package dev.lakou.kubernetes.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * What the operator's own steps ask of their framework while they look at a resource, or make it on a server, and write
 * nothing to the cluster: for those who look at it without its controller.
 */
public interface ReadingContext<P extends HasMetadata> extends Context<P>, EventSourceRetriever<P> {

    @Override
    default <R> Set<R> getSecondaryResources(Class<R> kind, boolean deduplicate) {
        return Set.copyOf(getSecondaryResourcesAsStream(kind, deduplicate).toList());
    }

    @Override
    default <R> Optional<R> getSecondaryResource(Class<R> kind, String eventSource) {
        return getSecondaryResourcesAsStream(kind, false).findFirst();
    }

    @Override
    default EventSourceRetriever<P> eventSourceRetriever() {
        return this;
    }

    @Override
    default Optional<RetryInfo> getRetryInfo() {
        return Optional.empty();
    }

    @Override
    default boolean isNextReconciliationImminent() {
        return false;
    }

    @Override
    default boolean isPrimaryResourceDeleted() {
        return false;
    }

    @Override
    default boolean isPrimaryResourceFinalStateUnknown() {
        return false;
    }

    @Override
    default ControllerConfiguration<P> getControllerConfiguration() {
        throw new UnsupportedOperationException();
    }

    @Override
    default ManagedWorkflowAndDependentResourceContext managedWorkflowAndDependentResourceContext() {
        throw new UnsupportedOperationException();
    }

    /** What writes. */
    @Override
    default ResourceOperations<P> resourceOperations() {
        throw new UnsupportedOperationException();
    }

    @Override
    default ExecutorService getWorkflowExecutorService() {
        throw new UnsupportedOperationException();
    }

    @Override
    default <R> List<EventSource<R, P>> getEventSourcesFor(Class<R> kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    default ControllerEventSource<P> getControllerEventSource() {
        throw new UnsupportedOperationException();
    }

    @Override
    default <R> EventSource<R, P> dynamicallyRegisterEventSource(EventSource<R, P> source) {
        throw new UnsupportedOperationException();
    }

    @Override
    default <R> Optional<EventSource<R, P>> dynamicallyDeRegisterEventSource(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    default EventSourceContext<P> eventSourceContextForDynamicRegistration() {
        throw new UnsupportedOperationException();
    }
}
