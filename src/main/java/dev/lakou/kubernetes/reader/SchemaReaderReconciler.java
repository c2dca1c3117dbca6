package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.access.DependentNotifier;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.CommonEventSources;
import dev.lakou.kubernetes.reconcile.DriftWatch;
import dev.lakou.kubernetes.reconcile.Lifecycle;
import dev.lakou.kubernetes.reconcile.ReconcileFrame;
import dev.lakou.kubernetes.reconcile.ReconcileSteps;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.Suspension;
import dev.lakou.kubernetes.reconcile.UserChangeFilter;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.server.ToldUsage;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.kubernetes.status.WrittenVersions;
import dev.lakou.model.Identifier;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps each reader's login as its SchemaReader says. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(
        name = "schemareader",
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = UserChangeFilter.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class SchemaReaderReconciler implements Reconciler<SchemaReader> {
    private final ServerAdmission admission;
    private final ReaderRequests requests;
    private final ReconcileSteps steps;
    private final CommonEventSources commonSources;
    private final SchemaReaderCleanup cleanup;
    private final Expiry expiry;
    private final ResourceIndex resources;
    private final DependentNotifier dependents;
    private final ReconcileTrigger triggers;
    private final DriftWatch drift;
    private final SchemaReaderReport report;
    private final StatusUpdater<SchemaReader, SchemaReaderStatus> statusUpdater;
    private final EventRecorder events;
    private final ToldUsage usage;
    private final ReconcileFrame frame;

    SchemaReaderReconciler(
            ServerAdmission admission,
            ReaderRequests requests,
            ReconcileSteps steps,
            CommonEventSources commonSources,
            SchemaReaderCleanup cleanup,
            Expiry expiry,
            ResourceIndex resources,
            DependentNotifier dependents,
            ReconcileTrigger triggers,
            DriftWatch drift,
            SchemaReaderReport report,
            EventRecorder events,
            WrittenVersions versions,
            ToldUsage usage,
            ReconcileFrame frame) {
        this.admission = admission;
        this.requests = requests;
        this.steps = steps;
        this.commonSources = commonSources;
        this.cleanup = cleanup;
        this.expiry = expiry;
        this.resources = resources;
        this.dependents = dependents;
        this.triggers = triggers;
        this.drift = drift;
        this.report = report;
        this.statusUpdater = new StatusUpdater<>(report, events, versions);
        this.events = events;
        this.usage = usage;
        this.frame = frame;
    }

    @Override
    public List<EventSource<?, SchemaReader>> prepareEventSources(EventSourceContext<SchemaReader> context) {
        var sources = new ArrayList<>(commonSources.of(
                SchemaReader.class,
                context,
                reader -> reader.getSpec().serverRef().name(),
                reader -> List.of(ReaderRequests.account(reader))));
        resources.ofReaders(context.getPrimaryCache());
        sources.add(triggers.of(SchemaReader.class));
        return sources;
    }

    @Override
    public UpdateControl<SchemaReader> reconcile(SchemaReader resource, Context<SchemaReader> context) {
        var lifecycle = new Lifecycle<>(
                statusUpdater.tellsReady(resource),
                () -> settle(resource, context),
                outcome -> tell(resource, outcome, context),
                () -> leave(resource, context),
                outcome -> statusUpdater.blocked(resource, outcome, context),
                () -> dependents.triggerOwnersFor(resource));
        return frame.turn(resource, serverName(resource), lifecycle, context);
    }

    @Override
    public ErrorStatusUpdateControl<SchemaReader> updateErrorStatus(
            SchemaReader resource, Context<SchemaReader> context, Exception exception) {
        try (var log = LogContext.of(resource, serverName(resource))) {
            return statusUpdater.failed(resource, exception);
        }
    }

    private UpdateControl<SchemaReader> settle(SchemaReader resource, Context<SchemaReader> context) {
        var suspension = suspension(context);
        if (suspension.holds()) {
            return tell(resource, suspension.outcome(preview(resource, context)), context);
        }
        if (expiry.isOver(resource)) {
            return close(resource, Expiry.outcome(resource), context);
        }
        var resolved = admission.admit(resource, serverName(resource), context);
        var request = requests.of(resource, resolved, context);
        return request.isGranted()
                ? keep(request, context)
                : close(resource, request.granted().trouble().orElseThrow(), context);
    }

    private Optional<String> preview(SchemaReader resource, Context<SchemaReader> context) {
        return admission
                .find(context)
                .map(resolved -> requests.of(resource, resolved, context))
                .filter(ReaderRequest::isGranted)
                .flatMap(request -> steps.preview(request, context));
    }

    private UpdateControl<SchemaReader> keep(ReaderRequest request, Context<SchemaReader> context) {
        var kept = steps.keep(request, context);
        var rest = expiry.rest(request.resource())
                .filter(left -> left.compareTo(kept.rest()) < 0)
                .orElse(kept.rest());
        var used = usage.of(request.resource(), request.resolved().resource());
        return update(request.resource(), report.ready(request, kept, used), context)
                .rescheduleAfter(rest);
    }

    /** A login that may read nothing, or nothing any more, is none. */
    private UpdateControl<SchemaReader> close(SchemaReader resource, Outcome why, Context<SchemaReader> context) {
        drift.forget(resource);
        events.changed(resource, why.reason().name(), cleanup.close(resource, context));
        return update(resource, report.closed(resource, why), context);
    }

    private void leave(SchemaReader resource, Context<SchemaReader> context) {
        suspension(context).requireNone();
        events.changed(resource, "Closed", cleanup.leave(resource, context));
    }

    /** A reader is suspended with its server alone. */
    private static Suspension suspension(Context<SchemaReader> context) {
        return new Suspension(false, ServerAdmission.server(context));
    }

    private UpdateControl<SchemaReader> tell(SchemaReader resource, Outcome outcome, Context<SchemaReader> context) {
        return update(resource, report.notReady(resource, outcome), context);
    }

    private UpdateControl<SchemaReader> update(
            SchemaReader resource, SchemaReaderStatus status, Context<SchemaReader> context) {
        var before = schemas(Optional.ofNullable(resource.getStatus()));
        var now = schemas(Optional.of(status));
        var changed = Stream.concat(before.stream(), now.stream())
                .filter(schema -> !before.contains(schema) || !now.contains(schema))
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            dependents.triggerOwnersOf(serverName(resource), changed);
        }
        return statusUpdater.update(resource, status, context);
    }

    private static Set<Identifier> schemas(Optional<SchemaReaderStatus> status) {
        return status.map(SchemaReaderStatus::schemas).orElse(List.of()).stream()
                .map(Identifier::new)
                .collect(Collectors.toSet());
    }

    private static String serverName(SchemaReader resource) {
        return resource.getSpec().serverRef().name();
    }
}
