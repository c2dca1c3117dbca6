package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.leadership.Tenure;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.status.Verdict;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps each service's room as its ServiceSchema says. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(
        name = "serviceschema",
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = WishChanged.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class ServiceSchemaReconciler implements Reconciler<ServiceSchema>, Cleaner<ServiceSchema> {
    /** How long to wait for what is on its way: a server that this process opens, or news from the API server. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    /** Nobody tells when a stranger's Secret or schema goes, a lost one comes back, or a DBA has helped. */
    private static final Set<Reason> UNWATCHED = Set.of(
            Reason.SecretConflict,
            Reason.NameConflict,
            Reason.SchemaMissing,
            Reason.AdoptionPreview,
            Reason.AdoptionRefused,
            Reason.AdminLacksPrivilege);

    private static final Duration UNWATCHED_RETRY = Duration.ofSeconds(15);
    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);
    private static final Duration DELETION_RETRY = Duration.ofSeconds(15);

    private final SharedServers servers;
    private final Upkeep upkeep;
    private final DriftWatch drift;
    private final Departure departure;
    private final ServiceSchemaReport report;
    private final Announcer announcer;
    private final Tenure tenure;

    ServiceSchemaReconciler(
            SharedServers servers,
            Upkeep upkeep,
            DriftWatch drift,
            Departure departure,
            ServiceSchemaReport report,
            Announcer announcer,
            Tenure tenure) {
        this.servers = servers;
        this.upkeep = upkeep;
        this.drift = drift;
        this.departure = departure;
        this.report = report;
        this.announcer = announcer;
        this.tenure = tenure;
    }

    @Override
    public List<EventSource<?, ServiceSchema>> prepareEventSources(EventSourceContext<ServiceSchema> context) {
        var sources = new ArrayList<>(Causes.of(context));
        sources.add(drift.events());
        return sources;
    }

    @Override
    public UpdateControl<ServiceSchema> reconcile(ServiceSchema resource, Context<ServiceSchema> context) {
        if (!tenure.lasts()) {
            return UpdateControl.<ServiceSchema>noUpdate().rescheduleAfter(LEASE_RETRY);
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            return settle(resource, context);
        }
    }

    @Override
    public ErrorStatusUpdateControl<ServiceSchema> updateErrorStatus(
            ServiceSchema resource, Context<ServiceSchema> context, Exception exception) {
        var status = report.unfurnished(resource, Verdict.of(exception));
        if (status.equals(resource.getStatus())) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
        }
        return ErrorStatusUpdateControl.patchStatus(ServiceSchemaReport.patch(resource, status));
    }

    @Override
    public DeleteControl cleanup(ServiceSchema resource, Context<ServiceSchema> context) {
        if (!tenure.lasts()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LEASE_RETRY.toMillis());
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            drift.forget(resource);
            if (Departure.letGo(resource)) {
                return DeleteControl.defaultDelete();
            }
            var changes = departure.leave(resource, Tenancy.server(resource, context));
            if (!changes.isEmpty()) {
                announcer.changed(resource, "Closed", changes);
            }
            return DeleteControl.defaultDelete();
        } catch (RuntimeException e) {
            tellBlocked(resource, context, Verdict.of(e));
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(DELETION_RETRY.toMillis());
        }
    }

    private UpdateControl<ServiceSchema> settle(ServiceSchema resource, Context<ServiceSchema> context) {
        try {
            var named = Tenancy.server(resource, context);
            if (Suspension.of(resource, named)) {
                var watched = servers.find(resource.getSpec().serverRef().name());
                return update(resource, upkeep.watch(resource, named, watched, context));
            }
            var server = Tenancy.admit(resource, context);
            var open = servers.find(server.getMetadata().getName());
            if (open.isEmpty()) {
                return UpdateControl.<ServiceSchema>noUpdate().rescheduleAfter(MOMENT);
            }
            var kept = upkeep.keep(resource, server, open.get(), context);
            return update(resource, kept.status()).rescheduleAfter(kept.rest());
        } catch (StaleViewException e) {
            return UpdateControl.<ServiceSchema>noUpdate().rescheduleAfter(MOMENT);
        } catch (Refusal refusal) {
            var update = update(resource, report.unfurnished(resource, refusal.verdict()));
            return UNWATCHED.contains(refusal.verdict().reason()) ? update.rescheduleAfter(UNWATCHED_RETRY) : update;
        }
    }

    private UpdateControl<ServiceSchema> update(ServiceSchema resource, ServiceSchemaStatus status) {
        if (status.equals(resource.getStatus())) {
            return UpdateControl.noUpdate();
        }
        announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
        return UpdateControl.patchStatus(ServiceSchemaReport.patch(resource, status));
    }

    private void tellBlocked(ServiceSchema resource, Context<ServiceSchema> context, Verdict verdict) {
        var status = report.unfurnished(resource, verdict);
        if (!status.equals(resource.getStatus())) {
            announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
            context.resourceOperations().serverSideApplyPrimaryStatus(ServiceSchemaReport.patch(resource, status));
        }
    }
}
