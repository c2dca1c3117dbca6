package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.leadership.Tenure;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.server.LetGo;
import dev.lakou.kubernetes.server.Tenancy;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Neighbours;
import dev.lakou.kubernetes.sharing.Shares;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Causes;
import dev.lakou.kubernetes.upkeep.DriftWatch;
import dev.lakou.kubernetes.upkeep.Nudges;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Keeps each reader's login as its SchemaReader says. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(
        name = "schemareader",
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = WishChanged.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class SchemaReaderReconciler implements Reconciler<SchemaReader>, Cleaner<SchemaReader> {
    /** How long to wait for what is on its way: a server that this process opens, or news from the API server. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    /** Nobody tells when a stranger's Secret or login goes, or connections become free. */
    private static final Set<Reason> UNWATCHED =
            Set.of(Reason.SecretConflict, Reason.NameConflict, Reason.ConnectionBudgetExceeded);

    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);

    private final Tenancy tenancy;
    private final ReaderWishes wishes;
    private final Upkeep upkeep;
    private final Closing closing;
    private final Expiry expiry;
    private final Shares shares;
    private final Directory directory;
    private final Neighbours neighbours;
    private final Nudges nudges;
    private final DriftWatch drift;
    private final SchemaReaderReport report;
    private final Announcer announcer;
    private final Tenure tenure;

    SchemaReaderReconciler(
            Tenancy tenancy,
            ReaderWishes wishes,
            Upkeep upkeep,
            Closing closing,
            Expiry expiry,
            Shares shares,
            Directory directory,
            Neighbours neighbours,
            Nudges nudges,
            DriftWatch drift,
            SchemaReaderReport report,
            Announcer announcer,
            Tenure tenure) {
        this.tenancy = tenancy;
        this.wishes = wishes;
        this.upkeep = upkeep;
        this.closing = closing;
        this.expiry = expiry;
        this.shares = shares;
        this.directory = directory;
        this.neighbours = neighbours;
        this.nudges = nudges;
        this.drift = drift;
        this.report = report;
        this.announcer = announcer;
        this.tenure = tenure;
    }

    @Override
    public List<EventSource<?, SchemaReader>> prepareEventSources(EventSourceContext<SchemaReader> context) {
        var sources = new ArrayList<>(Causes.of(SchemaReader.class, context, reader -> reader.getSpec()
                .serverRef()
                .name()));
        directory.ofReaders(context.getPrimaryCache());
        sources.add(nudges.of(SchemaReader.class));
        return sources;
    }

    @Override
    public UpdateControl<SchemaReader> reconcile(SchemaReader resource, Context<SchemaReader> context) {
        if (!tenure.lasts()) {
            return UpdateControl.<SchemaReader>noUpdate().rescheduleAfter(LEASE_RETRY);
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            return settle(resource, context);
        }
    }

    @Override
    public ErrorStatusUpdateControl<SchemaReader> updateErrorStatus(
            SchemaReader resource, Context<SchemaReader> context, Exception exception) {
        var status = report.unfurnished(resource, Verdict.of(exception));
        if (status.equals(resource.getStatus())) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            announcer.refused(resource, SchemaReaderReport.current(resource), status.conditions());
        }
        return ErrorStatusUpdateControl.patchStatus(SchemaReaderReport.patch(resource, status));
    }

    @Override
    public DeleteControl cleanup(SchemaReader resource, Context<SchemaReader> context) {
        if (!tenure.lasts()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LEASE_RETRY.toMillis());
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            drift.forget(resource);
            if (!LetGo.isWanted(resource)) {
                announcer.changed(resource, "Closed", closing.close(resource, context));
            }
            neighbours.nudgeOwnersFor(resource);
            return DeleteControl.defaultDelete();
        } catch (RuntimeException e) {
            var status = report.unfurnished(resource, Verdict.of(e));
            if (!status.equals(resource.getStatus())) {
                announcer.refused(resource, SchemaReaderReport.current(resource), status.conditions());
                context.resourceOperations().serverSideApplyPrimaryStatus(SchemaReaderReport.patch(resource, status));
            }
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(RETRY.toMillis());
        }
    }

    private UpdateControl<SchemaReader> settle(SchemaReader resource, Context<SchemaReader> context) {
        try {
            var suspension = new Suspension(false, Tenancy.server(context));
            if (suspension.holds()) {
                return update(resource, suspended(resource, suspension, context));
            }
            if (expiry.isOver(resource)) {
                return close(resource, context, Expiry.verdict(resource));
            }
            var landlord =
                    tenancy.admit(resource, resource.getSpec().serverRef().name(), context);
            return keep(resource, landlord, context);
        } catch (StaleViewException e) {
            return UpdateControl.<SchemaReader>noUpdate().rescheduleAfter(MOMENT);
        } catch (Refusal refusal) {
            var update = update(resource, report.unfurnished(resource, refusal.verdict()));
            return UNWATCHED.contains(refusal.verdict().reason()) ? update.rescheduleAfter(RETRY) : update;
        }
    }

    private SchemaReaderStatus suspended(SchemaReader resource, Suspension suspension, Context<SchemaReader> context) {
        var plan = suspension.server().flatMap(tenancy::find).flatMap(landlord -> preview(resource, landlord, context));
        return report.unfurnished(
                resource, new Verdict(Reason.Suspended, suspension.message(plan.map(Plan::describe))));
    }

    private Optional<Plan> preview(SchemaReader resource, Landlord landlord, Context<SchemaReader> context) {
        var granted = shares.of(resource, landlord.server());
        return granted.shares().isEmpty()
                ? Optional.empty()
                : upkeep.preview(wishes.of(resource, landlord, granted, context), context);
    }

    private UpdateControl<SchemaReader> keep(SchemaReader resource, Landlord landlord, Context<SchemaReader> context) {
        var granted = shares.of(resource, landlord.server());
        if (granted.shares().isEmpty()) {
            return close(resource, context, granted.trouble().orElseThrow());
        }
        var wish = wishes.of(resource, landlord, granted, context);
        var kept = upkeep.keep(wish, context);
        var left = expiry.left(resource).orElse(kept.rest());
        return update(resource, report.furnished(wish, kept))
                .rescheduleAfter(left.compareTo(kept.rest()) < 0 ? left.plusMillis(1) : kept.rest());
    }

    /** A login that may read nothing, or nothing any more, is none. */
    private UpdateControl<SchemaReader> close(SchemaReader resource, Context<SchemaReader> context, Verdict why) {
        drift.forget(resource);
        announcer.changed(resource, why.reason().name(), closing.close(resource, context));
        return update(resource, report.closed(resource, why));
    }

    private UpdateControl<SchemaReader> update(SchemaReader resource, SchemaReaderStatus status) {
        if (status.equals(resource.getStatus())) {
            return UpdateControl.noUpdate();
        }
        announcer.refused(resource, SchemaReaderReport.current(resource), status.conditions());
        if (!Objects.equals(
                Optional.ofNullable(resource.getStatus()).map(SchemaReaderStatus::schemas),
                Optional.ofNullable(status.schemas()))) {
            neighbours.nudgeOwnersFor(resource);
        }
        return UpdateControl.patchStatus(SchemaReaderReport.patch(resource, status));
    }
}
