package dev.lakou.kubernetes.move;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.reconcile.Lifecycle;
import dev.lakou.kubernetes.reconcile.ReconcileFrame;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.UserChangeFilter;
import dev.lakou.kubernetes.server.OrphanAnnotation;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.kubernetes.status.WrittenVersions;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes services to other servers as SchemaMoves say. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(
        name = "schemamove",
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = UserChangeFilter.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class SchemaMoveReconciler implements Reconciler<SchemaMove> {
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final MoveCourse course;
    private final MoveGauge gauge;
    private final TenantIndex tenants;
    private final ReconcileTrigger triggers;
    private final WrittenVersions versions;
    private final SchemaMoveReport report;
    private final StatusUpdater<SchemaMove, SchemaMoveStatus> statusUpdater;
    private final EventRecorder events;
    private final ReconcileFrame frame;
    private final Clock clock;

    SchemaMoveReconciler(
            MoveCourse course,
            MoveGauge gauge,
            TenantIndex tenants,
            ReconcileTrigger triggers,
            WrittenVersions versions,
            SchemaMoveReport report,
            EventRecorder events,
            ReconcileFrame frame,
            Clock clock) {
        this.course = course;
        this.gauge = gauge;
        this.tenants = tenants;
        this.triggers = triggers;
        this.versions = versions;
        this.report = report;
        this.statusUpdater = new StatusUpdater<>(report, events, versions);
        this.events = events;
        this.frame = frame;
        this.clock = clock;
    }

    /** Servers and namespaces are looked up; a move looks by itself how it goes on. */
    @Override
    public List<EventSource<?, SchemaMove>> prepareEventSources(EventSourceContext<SchemaMove> context) {
        gauge.of(context.getPrimaryCache());
        tenants.ofMoves(context.getPrimaryCache());
        var servers = InformerEventSourceConfiguration.from(DatabaseServer.class, SchemaMove.class)
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(server -> Set.of())
                .build();
        var namespaces = InformerEventSourceConfiguration.from(Namespace.class, SchemaMove.class)
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(namespace -> Set.of())
                .build();
        return List.of(
                new InformerEventSource<>(servers, context),
                new InformerEventSource<>(namespaces, context),
                triggers.of(SchemaMove.class));
    }

    @Override
    public UpdateControl<SchemaMove> reconcile(SchemaMove move, Context<SchemaMove> context) {
        var lifecycle = new Lifecycle<>(
                statusUpdater.tellsReady(move),
                () -> advance(move, context),
                outcome -> refused(move, outcome, context),
                () -> leave(move, context),
                outcome -> statusUpdater.blocked(move, outcome, context),
                () -> {});
        return frame.turn(move, serverName(move), lifecycle, context);
    }

    @Override
    public ErrorStatusUpdateControl<SchemaMove> updateErrorStatus(
            SchemaMove move, Context<SchemaMove> context, Exception exception) {
        try (var log = LogContext.of(move, serverName(move))) {
            return statusUpdater.failed(move, exception);
        }
    }

    private UpdateControl<SchemaMove> advance(SchemaMove move, Context<SchemaMove> context) {
        var now = clock.instant();
        var turn = course.turn(move, now, context);
        if (turn.isEmpty()) {
            return UpdateControl.<SchemaMove>noUpdate().rescheduleAfter(MoveTimes.rest(move, now));
        }
        var status = report.after(move, turn.get());
        tell(move, status, turn.get().outcome());
        var update = statusUpdater.update(move, status, context);
        if (status.phase() != StatusDraft.phase(move)) {
            course.entered(status.phase(), move, context);
        }
        return update.rescheduleAfter(status.phase() == StatusDraft.phase(move) ? MoveTimes.rest(move, now) : MOMENT);
    }

    private UpdateControl<SchemaMove> refused(SchemaMove move, Outcome outcome, Context<SchemaMove> context) {
        return statusUpdater
                .update(move, report.notReady(move, outcome), context)
                .rescheduleAfter(MoveTimes.RETRY);
    }

    /** Before the service is taken over, all of it is called off; afterwards the former server is left closed. */
    private void leave(SchemaMove move, Context<SchemaMove> context) {
        versions.requireSeen(move);
        if (!course.isOver(move, clock.instant())) {
            end(move, context);
        }
        course.letGo(move);
        tellFormerServer(move);
    }

    /** It may wait for the end of the move, to be deleted; the other one is told by the frame. */
    private void tellFormerServer(SchemaMove move) {
        Optional.ofNullable(move.getStatus()).map(SchemaMoveStatus::from).ifPresent(tenants::changed);
    }

    /** @throws StaleViewException as long as something is left to do */
    private void end(SchemaMove move, Context<SchemaMove> context) {
        try {
            var rest = advance(move, context).getScheduleDelay().orElse(MOMENT.toMillis());
            throw new StaleViewException("The move is being ended.", Duration.ofMillis(rest));
        } catch (StalledException e) {
            if (!OrphanAnnotation.releases(move, e)) {
                throw e;
            }
        }
    }

    private void tell(SchemaMove move, SchemaMoveStatus status, Outcome outcome) {
        if (status.phase() != StatusDraft.phase(move)) {
            var words = List.of(outcome.message());
            events.changed(move, String.valueOf(status.phase()), words);
            course.concerned(move).ifPresent(schema -> events.changed(schema, "Move" + status.phase(), words));
            tellFormerServer(move);
        }
    }

    private static String serverName(SchemaMove move) {
        return move.getSpec().to().serverRef().name();
    }
}
