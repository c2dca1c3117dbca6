package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.server.LetGo;
import dev.lakou.kubernetes.server.Tenancy;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Neighbours;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Teller;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Causes;
import dev.lakou.kubernetes.upkeep.DriftWatch;
import dev.lakou.kubernetes.upkeep.Nudges;
import dev.lakou.kubernetes.upkeep.Rounds;
import dev.lakou.kubernetes.upkeep.Suspension;
import dev.lakou.kubernetes.upkeep.Upkeep;
import dev.lakou.kubernetes.upkeep.WishChanged;
import dev.lakou.model.Identifier;
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
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = WishChanged.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class SchemaReaderReconciler implements Reconciler<SchemaReader>, Cleaner<SchemaReader> {
    private final Tenancy tenancy;
    private final ReaderWishes wishes;
    private final Upkeep upkeep;
    private final Closing closing;
    private final Expiry expiry;
    private final Directory directory;
    private final Neighbours neighbours;
    private final Nudges nudges;
    private final DriftWatch drift;
    private final SchemaReaderReport report;
    private final Teller<SchemaReader, SchemaReaderStatus> teller;
    private final Announcer announcer;
    private final Rounds rounds;

    SchemaReaderReconciler(
            Tenancy tenancy,
            ReaderWishes wishes,
            Upkeep upkeep,
            Closing closing,
            Expiry expiry,
            Directory directory,
            Neighbours neighbours,
            Nudges nudges,
            DriftWatch drift,
            SchemaReaderReport report,
            Announcer announcer,
            Rounds rounds) {
        this.tenancy = tenancy;
        this.wishes = wishes;
        this.upkeep = upkeep;
        this.closing = closing;
        this.expiry = expiry;
        this.directory = directory;
        this.neighbours = neighbours;
        this.nudges = nudges;
        this.drift = drift;
        this.report = report;
        this.teller = new Teller<>(report, announcer);
        this.announcer = announcer;
        this.rounds = rounds;
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
        return rounds.reconcile(
                resource, serverName(resource), () -> settle(resource, context), verdict -> tell(resource, verdict));
    }

    @Override
    public ErrorStatusUpdateControl<SchemaReader> updateErrorStatus(
            SchemaReader resource, Context<SchemaReader> context, Exception exception) {
        try (var log = LogContext.of(resource, serverName(resource))) {
            return teller.failed(resource, exception);
        }
    }

    @Override
    public DeleteControl cleanup(SchemaReader resource, Context<SchemaReader> context) {
        return rounds.cleanup(
                resource,
                serverName(resource),
                () -> leave(resource, context),
                verdict -> teller.blocked(resource, verdict, context));
    }

    private UpdateControl<SchemaReader> settle(SchemaReader resource, Context<SchemaReader> context) {
        var suspension = new Suspension(false, Tenancy.server(context));
        if (suspension.holds()) {
            return tell(resource, suspension.verdict(preview(resource, context)));
        }
        if (expiry.isOver(resource)) {
            return close(resource, Expiry.verdict(resource), context);
        }
        var landlord = tenancy.admit(resource, serverName(resource), context);
        var wish = wishes.of(resource, landlord, context);
        return wish.isGranted()
                ? keep(wish, context)
                : close(resource, wish.granted().trouble().orElseThrow(), context);
    }

    private Optional<Plan> preview(SchemaReader resource, Context<SchemaReader> context) {
        return tenancy.find(context)
                .map(landlord -> wishes.of(resource, landlord, context))
                .filter(ReaderWish::isGranted)
                .flatMap(wish -> upkeep.preview(wish, context));
    }

    private UpdateControl<SchemaReader> keep(ReaderWish wish, Context<SchemaReader> context) {
        var kept = upkeep.keep(wish, context);
        var left = expiry.left(wish.resource()).orElse(kept.rest());
        return update(wish.resource(), report.furnished(wish, kept))
                .rescheduleAfter(left.compareTo(kept.rest()) < 0 ? left.plusMillis(1) : kept.rest());
    }

    /** A login that may read nothing, or nothing any more, is none. */
    private UpdateControl<SchemaReader> close(SchemaReader resource, Verdict why, Context<SchemaReader> context) {
        drift.forget(resource);
        announcer.changed(resource, why.reason().name(), closing.close(resource, context));
        return update(resource, report.closed(resource, why));
    }

    private void leave(SchemaReader resource, Context<SchemaReader> context) {
        if (!LetGo.isWanted(resource)) {
            announcer.changed(resource, "Closed", closing.close(resource, context));
        }
        neighbours.nudgeOwnersFor(resource);
    }

    private UpdateControl<SchemaReader> tell(SchemaReader resource, Verdict verdict) {
        return update(resource, report.unfurnished(resource, verdict));
    }

    private UpdateControl<SchemaReader> update(SchemaReader resource, SchemaReaderStatus status) {
        var before = schemas(Optional.ofNullable(resource.getStatus()));
        var now = schemas(Optional.of(status));
        var changed = Stream.concat(before.stream(), now.stream())
                .filter(schema -> !before.contains(schema) || !now.contains(schema))
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            neighbours.nudgeOwnersOf(serverName(resource), changed);
        }
        return teller.update(resource, status);
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
