package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.ObservedAccesses;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.access.ConsentEnforcement;
import dev.lakou.kubernetes.reconcile.Lifecycle;
import dev.lakou.kubernetes.reconcile.ReconcileFrame;
import dev.lakou.kubernetes.reconcile.ReconcileResult;
import dev.lakou.kubernetes.reconcile.ReconcileSteps;
import dev.lakou.kubernetes.reconcile.Suspension;
import dev.lakou.kubernetes.reconcile.UserChangeFilter;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.Finalizer;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.server.ToldUsage;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.kubernetes.status.WrittenVersions;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the schema of each service as its ServiceSchema says. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(
        name = "serviceschema",
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = UserChangeFilter.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class ServiceSchemaReconciler implements Reconciler<ServiceSchema> {
    /** The end of a move is told; should that be lost, it comes back by itself. */
    private static final Duration MOVING = Duration.ofSeconds(5);

    private final ServerAdmission admission;
    private final SchemaRequests requests;
    private final ConsentEnforcement consent;
    private final ReconcileSteps steps;
    private final ServiceSchemaEventSources eventSources;
    private final Claims claims;
    private final Moving moving;
    private final ServiceSchemaCleanup cleanup;
    private final ServiceSchemaReport report;
    private final StatusUpdater<ServiceSchema, ServiceSchemaStatus> statusUpdater;
    private final EventRecorder events;
    private final ToldUsage usage;
    private final ReconcileFrame frame;

    ServiceSchemaReconciler(
            ServerAdmission admission,
            SchemaRequests requests,
            ConsentEnforcement consent,
            ReconcileSteps steps,
            ServiceSchemaEventSources eventSources,
            Claims claims,
            Moving moving,
            ServiceSchemaCleanup cleanup,
            ServiceSchemaReport report,
            EventRecorder events,
            WrittenVersions versions,
            ToldUsage usage,
            ReconcileFrame frame) {
        this.admission = admission;
        this.requests = requests;
        this.consent = consent;
        this.steps = steps;
        this.eventSources = eventSources;
        this.claims = claims;
        this.moving = moving;
        this.cleanup = cleanup;
        this.report = report;
        this.statusUpdater = new StatusUpdater<>(report, events, versions);
        this.events = events;
        this.usage = usage;
        this.frame = frame;
    }

    @Override
    public List<EventSource<?, ServiceSchema>> prepareEventSources(EventSourceContext<ServiceSchema> context) {
        return eventSources.sources(context);
    }

    @Override
    public UpdateControl<ServiceSchema> reconcile(ServiceSchema resource, Context<ServiceSchema> context) {
        var lifecycle = new Lifecycle<>(
                statusUpdater.tellsReady(resource),
                () -> settle(resource, context),
                outcome -> tell(resource, outcome, context),
                () -> leave(resource, context),
                outcome -> statusUpdater.blocked(resource, outcome, context),
                () -> gone(resource, context));
        return frame.turn(resource, serverName(resource), lifecycle, context);
    }

    @Override
    public ErrorStatusUpdateControl<ServiceSchema> updateErrorStatus(
            ServiceSchema resource, Context<ServiceSchema> context, Exception exception) {
        try (var log = LogContext.of(resource, serverName(resource))) {
            return statusUpdater.failed(resource, exception);
        }
    }

    private UpdateControl<ServiceSchema> settle(ServiceSchema resource, Context<ServiceSchema> context) {
        var suspension = suspension(resource, context);
        if (suspension.holds()) {
            return tell(resource, suspension.outcome(preview(resource, context)), context);
        }
        return unlessMoving(resource, () -> maintain(resource, context), context)
                .orElseGet(() -> UpdateControl.<ServiceSchema>noUpdate().rescheduleAfter(MOVING));
    }

    private UpdateControl<ServiceSchema> maintain(ServiceSchema resource, Context<ServiceSchema> context) {
        var resolved = admission.admit(resource, serverName(resource), context);
        var request = requests.of(resource, resolved, context);
        var kept = keep(request, context);
        var held = consent.enforce(resource, request.server(), kept.seen().heldByOthers());
        var accesses = ObservedAccesses.of(request.service().schema(), held);
        var strangers = resolved.server().strangersOn(request.service().schemas());
        var used = usage.of(resource, resolved.resource());
        forgetMove(resource, context);
        return update(resource, report.ready(request, kept, used, accesses, strangers), context)
                .rescheduleAfter(kept.rest());
    }

    /** A service that a SchemaMove has in its hands is left as it is; empty then. */
    private <T> Optional<T> unlessMoving(ServiceSchema resource, Supplier<T> work, Context<ServiceSchema> context) {
        if (!moving.enter(resource)) {
            return Optional.empty();
        }
        try {
            return moving.holder(resource, context.getClient()).isPresent()
                    ? Optional.empty()
                    : Optional.of(work.get());
        } finally {
            moving.leave(resource);
        }
    }

    /** The spec says by now what the annotation said. Only from this very version: a move may have written another. */
    private static void forgetMove(ServiceSchema resource, Context<ServiceSchema> context) {
        if (EffectiveServer.isOutdated(resource)) {
            context.getClient()
                    .resource(resource)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"resourceVersion\": \"%s\", \"annotations\": {\"%s\": null}}}"
                                    .formatted(
                                            resource.getMetadata().getResourceVersion(), EffectiveServer.ANNOTATION));
        }
    }

    /** Whatever comes of it, nobody keeps a right on what is there that its owner does not give. */
    private ReconcileResult keep(SchemaRequest request, Context<ServiceSchema> context) {
        try {
            return steps.keep(request, context);
        } catch (RuntimeException e) {
            enforceConsent(request, e);
            throw e;
        }
    }

    private void enforceConsent(SchemaRequest request, RuntimeException trouble) {
        if (!Finalizer.isOn(request.resource())) {
            return;
        }
        try {
            var server = request.server();
            var held = server.heldByOthers(request.service().schema(), request.marker());
            consent.enforce(request.resource(), server, held);
        } catch (DatabaseException e) {
            trouble.addSuppressed(e);
        }
    }

    private Optional<String> preview(ServiceSchema resource, Context<ServiceSchema> context) {
        return admission
                .find(context)
                .flatMap(resolved -> steps.preview(requests.of(resource, resolved, context), context));
    }

    private void leave(ServiceSchema resource, Context<ServiceSchema> context) {
        suspension(resource, context).requireNone();
        var changes = unlessMoving(resource, () -> close(resource, context), context)
                .orElseThrow(
                        () -> new StalledException(
                                Reason.DeletionBlocked,
                                "A SchemaMove is taking it to another server. That is called off first, and then it is deleted."));
        events.changed(resource, "Closed", changes);
    }

    private List<String> close(ServiceSchema resource, Context<ServiceSchema> context) {
        moving.closing(resource, context.getClient()).ifPresent(move -> {
            throw new StalledException(
                    Reason.DeletionBlocked,
                    "SchemaMove \"%s\" has taken it to another server and closes the former one first; then it is deleted."
                            .formatted(move));
        });
        eventSources.leave(resource);
        return cleanup.leave(resource, context);
    }

    private void gone(ServiceSchema resource, Context<ServiceSchema> context) {
        eventSources.leave(resource);
        claims.free(resource, context);
    }

    private static Suspension suspension(ServiceSchema resource, Context<ServiceSchema> context) {
        return new Suspension(Boolean.TRUE.equals(resource.getSpec().suspend()), ServerAdmission.server(context));
    }

    private UpdateControl<ServiceSchema> tell(ServiceSchema resource, Outcome outcome, Context<ServiceSchema> context) {
        return update(resource, report.notReady(resource, outcome), context);
    }

    private UpdateControl<ServiceSchema> update(
            ServiceSchema resource, ServiceSchemaStatus status, Context<ServiceSchema> context) {
        eventSources.tell(resource, status);
        return statusUpdater.update(resource, status, context);
    }

    private static String serverName(ServiceSchema resource) {
        return EffectiveServer.of(resource);
    }
}
