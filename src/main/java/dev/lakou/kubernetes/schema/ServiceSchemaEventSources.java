package dev.lakou.kubernetes.schema;

import dev.lakou.api.AccessStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.access.AccessReport;
import dev.lakou.kubernetes.access.DependentNotifier;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.CommonEventSources;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.EventRecorder;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands around a service: what makes it worth another look, and whom its own changes concern. */
@Singleton
class ServiceSchemaEventSources {
    private final CommonEventSources common;
    private final ResourceIndex resources;
    private final DependentNotifier dependents;
    private final Claims claims;
    private final ReconcileTrigger triggers;
    private final EventRecorder events;

    ServiceSchemaEventSources(
            CommonEventSources common,
            ResourceIndex resources,
            DependentNotifier dependents,
            Claims claims,
            ReconcileTrigger triggers,
            EventRecorder events) {
        this.common = common;
        this.resources = resources;
        this.dependents = dependents;
        this.claims = claims;
        this.triggers = triggers;
        this.events = events;
    }

    List<EventSource<?, ServiceSchema>> sources(EventSourceContext<ServiceSchema> context) {
        var sources = new ArrayList<>(common.of(ServiceSchema.class, context, EffectiveServer::of, Accounts::of));
        resources.ofSchemas(context.getPrimaryCache());
        claims.index(context.getPrimaryCache());
        sources.add(triggers.of(ServiceSchema.class));
        return sources;
    }

    /** Passes on what a new status means for others. */
    void tell(ServiceSchema resource, ServiceSchemaStatus status) {
        var before = Optional.ofNullable(resource.getStatus());
        if (!facts(before).equals(facts(Optional.of(status)))) {
            dependents.triggerUsersOf(resource);
        }
        if (!Objects.equals(before.map(ServiceSchemaStatus::access), Optional.ofNullable(status.access()))) {
            dependents.triggerOwnersFor(resource);
            before.map(ServiceSchemaStatus::access).orElse(List.of()).stream()
                    .flatMap(one -> Optional.ofNullable(one.namespace())
                            .map(namespace -> new ResourceKey(one.kind(), namespace, one.name()))
                            .stream())
                    .forEach(triggers::trigger);
        }
        tellOfReaders(resource, before.map(ServiceSchemaStatus::readers).orElse(List.of()), status.readers());
    }

    void leave(ServiceSchema resource) {
        dependents.triggerUsersOf(resource);
        dependents.triggerOwnersFor(resource);
    }

    /** What those who use its schema look at. */
    private static List<Object> facts(Optional<ServiceSchemaStatus> status) {
        return List.of(
                status.map(ServiceSchemaStatus::observedGeneration),
                status.map(ServiceSchemaStatus::schema),
                status.flatMap(one -> Conditions.find(Conditions.READY, one.conditions()))
                        .map(Condition::getStatus));
    }

    private void tellOfReaders(
            ServiceSchema resource, List<AccessStatus> before, @Nullable List<AccessStatus> readers) {
        var now = Optional.ofNullable(readers).orElse(List.of());
        var changes = new ArrayList<String>();
        now.stream()
                .filter(one -> !before.contains(one))
                .forEach(one -> changes.add("now has access: " + AccessReport.words(one)));
        before.stream()
                .filter(one -> !now.contains(one))
                .forEach(one -> changes.add("no longer has access: " + AccessReport.words(one)));
        events.changed(resource, "AccessChanged", changes);
    }
}
