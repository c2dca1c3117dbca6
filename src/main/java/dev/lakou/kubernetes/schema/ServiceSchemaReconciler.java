package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.leadership.Tenure;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.server.LetGo;
import dev.lakou.kubernetes.server.Tenancy;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.DriftWatch;
import dev.lakou.kubernetes.upkeep.Suspension;
import dev.lakou.kubernetes.upkeep.Upkeep;
import dev.lakou.kubernetes.upkeep.WishChanged;
import dev.lakou.plan.Plan;
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

    /**
     * Nobody tells when a stranger's Secret or schema goes, a lost one comes back, a DBA has helped, or another
     * DatabaseServer of the same server has connections to spare.
     */
    private static final Set<Reason> UNWATCHED = Set.of(
            Reason.SecretConflict,
            Reason.NameConflict,
            Reason.ConnectionBudgetExceeded,
            Reason.SchemaMissing,
            Reason.AdoptionPreview,
            Reason.AdoptionRefused,
            Reason.AdminLacksPrivilege);

    private static final Duration UNWATCHED_RETRY = Duration.ofSeconds(15);
    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);
    private static final Duration DELETION_RETRY = Duration.ofSeconds(15);

    private final Tenancy tenancy;
    private final SchemaWishes wishes;
    private final Upkeep upkeep;
    private final Circle circle;
    private final Claims claims;
    private final DriftWatch drift;
    private final Departure departure;
    private final ServiceSchemaReport report;
    private final Announcer announcer;
    private final Tenure tenure;

    ServiceSchemaReconciler(
            Tenancy tenancy,
            SchemaWishes wishes,
            Upkeep upkeep,
            Circle circle,
            Claims claims,
            DriftWatch drift,
            Departure departure,
            ServiceSchemaReport report,
            Announcer announcer,
            Tenure tenure) {
        this.tenancy = tenancy;
        this.wishes = wishes;
        this.upkeep = upkeep;
        this.circle = circle;
        this.claims = claims;
        this.drift = drift;
        this.departure = departure;
        this.report = report;
        this.announcer = announcer;
        this.tenure = tenure;
    }

    @Override
    public List<EventSource<?, ServiceSchema>> prepareEventSources(EventSourceContext<ServiceSchema> context) {
        return circle.sources(context);
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
            circle.leave(resource);
            if (LetGo.isWanted(resource)) {
                claims.free(resource, context);
                return DeleteControl.defaultDelete();
            }
            announcer.changed(resource, "Closed", departure.leave(resource, context));
            claims.free(resource, context);
            return DeleteControl.defaultDelete();
        } catch (RuntimeException e) {
            tellBlocked(resource, context, Verdict.of(e));
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(DELETION_RETRY.toMillis());
        }
    }

    private UpdateControl<ServiceSchema> settle(ServiceSchema resource, Context<ServiceSchema> context) {
        try {
            var suspension =
                    new Suspension(Boolean.TRUE.equals(resource.getSpec().suspend()), Tenancy.server(context));
            if (suspension.holds()) {
                return update(resource, suspended(resource, suspension, context));
            }
            var landlord =
                    tenancy.admit(resource, resource.getSpec().serverRef().name(), context);
            return keep(resource, landlord, context);
        } catch (StaleViewException e) {
            return UpdateControl.<ServiceSchema>noUpdate().rescheduleAfter(MOMENT);
        } catch (Refusal refusal) {
            var update = update(resource, report.unfurnished(resource, refusal.verdict()));
            return UNWATCHED.contains(refusal.verdict().reason()) ? update.rescheduleAfter(UNWATCHED_RETRY) : update;
        }
    }

    private UpdateControl<ServiceSchema> keep(
            ServiceSchema resource, Landlord landlord, Context<ServiceSchema> context) {
        var wish = wishes.of(resource, landlord, context);
        var kept = upkeep.keep(wish, context);
        var holdings = landlord.server().holdings(wish.room().schema());
        return update(resource, report.furnished(wish, kept, holdings)).rescheduleAfter(kept.rest());
    }

    private ServiceSchemaStatus suspended(
            ServiceSchema resource, Suspension suspension, Context<ServiceSchema> context) {
        var plan = suspension
                .server()
                .flatMap(tenancy::find)
                .flatMap(landlord -> upkeep.preview(wishes.of(resource, landlord, context), context));
        return report.unfurnished(
                resource, new Verdict(Reason.Suspended, suspension.message(plan.map(Plan::describe))));
    }

    private UpdateControl<ServiceSchema> update(ServiceSchema resource, ServiceSchemaStatus status) {
        if (status.equals(resource.getStatus())) {
            return UpdateControl.noUpdate();
        }
        announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
        circle.tell(resource, status);
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
