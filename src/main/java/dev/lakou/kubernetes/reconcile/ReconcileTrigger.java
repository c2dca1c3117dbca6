package dev.lakou.kubernetes.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Has a resource looked at for a reason that Kubernetes does not know of: drift on a server, or a neighbour's change. */
@Singleton
public class ReconcileTrigger {
    private final Map<String, SimpleInboundEventSource<?>> byKind = new ConcurrentHashMap<>();

    /** Where the controller of a kind hears of them. */
    public <R extends HasMetadata> EventSource<?, R> of(Class<R> kind) {
        var source = new SimpleInboundEventSource<R>("triggers");
        byKind.put(HasMetadata.getKind(kind), source);
        return source;
    }

    public void trigger(ResourceKey resource) {
        Optional.ofNullable(byKind.get(resource.kind()))
                .ifPresent(source -> source.propagateEvent(new ResourceID(resource.name(), resource.namespace())));
    }
}
