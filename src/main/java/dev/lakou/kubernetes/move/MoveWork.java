package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.SchemaTransfers;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.move.TransferReport;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.move.CutOver.CalledOffException;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.schema.Moving;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.secret.Restarts;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What the steps of a move do. Each may be repeated, and tells the phase that follows. */
@Singleton
class MoveWork {
    /** After the decision, for the Secret and for what is seen of it here. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE = 20;

    private static final Logger LOG = Logger.getLogger(MoveWork.class);

    /** Of moments in which services cannot write: it does nothing but look at the clock. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "cut-over-timer");
        thread.setDaemon(true);
        return thread;
    });

    private final SchemaTransfers transfers;
    private final SchemaElsewhere elsewhere;
    private final Moving moving;
    private final Restarts restarts;
    private final LeaderFence fence;
    private final TenantIndex tenants;
    private final Clock clock;

    MoveWork(
            SchemaTransfers transfers,
            SchemaElsewhere elsewhere,
            Moving moving,
            Restarts restarts,
            LeaderFence fence,
            TenantIndex tenants,
            Clock clock) {
        this.transfers = transfers;
        this.elsewhere = elsewhere;
        this.moving = moving;
        this.restarts = restarts;
        this.fence = fence;
        this.tenants = tenants;
        this.clock = clock;
    }

    MoveTurn prepare(MoveSubject subject) {
        decision(subject).take();
        hold(subject);
        elsewhere.furnish(subject.schema(), subject.target(), subject.context());
        try (var transfer = open(subject)) {
            transfer.freezeDdl();
            transfer.copyStructure();
            transfer.startReplication();
        }
        return told(
                MoveDecision.prepared(MoveSubject.method(subject.move()), MoveSubject.isApproved(subject.move())),
                subject);
    }

    MoveTurn watch(MoveSubject subject) {
        try (var transfer = open(subject)) {
            var progress = transfer.progress();
            var next = MoveDecision.following(
                    MoveSubject.method(subject.move()), progress, MoveSubject.isApproved(subject.move()));
            var turn = progress.trouble().isEmpty() ? told(next, subject) : troubled(next, progress);
            return turn.with(draft -> draft.done(progress.percent(), Sizes.of(progress.lagBytes())));
        }
    }

    /** @throws CalledOffException when the service writes on where it was */
    MoveTurn cutOver(MoveSubject subject) {
        hold(subject);
        var from = subject.source().name();
        var to = subject.target().name();
        try (var transfer = open(subject)) {
            var done = new CutOver(transfer, subject.longestGap(), timer, System::nanoTime).run(() -> {
                // It may be that the namespace may not be there any more.
                elsewhere.admit(subject.schema(), to, subject.context());
                decision(subject).decide(from, to);
            });
            var told = handOver(subject);
            return acknowledge(subject).with(draft -> draft.verified(same(done.report()))
                    .gap(Sizes.of(done.gap().plus(told))));
        }
    }

    /** The service is on the other server: its own controller goes on there. */
    MoveTurn acknowledge(MoveSubject subject) {
        letGo(subject.move());
        var time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return MoveTurn.moving(Phase.Switched, "The service is on the other server; the former one is closed to it.")
                .with(draft -> draft.switched(time).next("What is left at the former server is set aside."));
    }

    MoveTurn takeBack(MoveSubject subject, Outcome why) {
        var decision = decision(subject);
        if (!decision.callOff(subject.target().name())) {
            return acknowledge(subject);
        }
        hold(subject);
        closeThere(subject);
        try (var transfer = open(subject)) {
            transfer.abort();
        }
        elsewhere.drop(subject.schema(), subject.target());
        decision.letGo();
        letGo(subject.move());
        return MoveTurn.of(why.reason(), Phase.CalledOff, why.message())
                .with(
                        draft -> draft.next(
                                "The service is where it was, and nothing of the move is left. To try again, make a new SchemaMove."));
    }

    MoveTurn setAside(MoveSubject subject) {
        List<Identifier> names;
        try (var transfer = open(subject)) {
            transfer.dismantle();
            requireReady(subject);
            restarts.afterMove(
                    subject.schema(),
                    subject.schema().getSpec().rotation(),
                    Optional.ofNullable(subject.move().getStatus())
                            .map(SchemaMoveStatus::switchTime)
                            .orElse(""));
            names = transfer.setAside();
        }
        elsewhere.dropRoles(subject.schema(), subject.source());
        var until = clock.instant().plus(MoveSubject.keep(subject.move())).truncatedTo(ChronoUnit.SECONDS);
        return MoveTurn.of(Reason.Reconciled, Phase.Keeping, moved(subject)).with(draft -> draft.setAside(
                        names.stream().map(Identifier::value).collect(Collectors.joining(", ")))
                .next("What is set aside at the former server is kept until %s.".formatted(until)));
    }

    /** What was left is not touched before it is known to be of no use. */
    private static void requireReady(MoveSubject subject) {
        if (!isReadyOn(subject.schema(), subject.target().name())) {
            throw new StalledException(
                    Reason.RefNotReady,
                    "ServiceSchema \"%s\" is not Ready on DatabaseServer \"%s\" yet; its conditions say why. What is left at the former server is set aside after that."
                            .formatted(
                                    subject.schema().getMetadata().getName(),
                                    subject.target().name()));
        }
    }

    MoveTurn drop(MoveSubject subject) {
        try (var transfer = open(subject)) {
            transfer.dropAside();
        }
        return MoveTurn.of(Reason.Reconciled, Phase.Finished, moved(subject))
                .with(draft -> draft.setAside(null).next(null));
    }

    /** The service's own controller goes on with it. */
    void letGo(SchemaMove move) {
        var schema = new ResourceKey(
                HasMetadata.getKind(ServiceSchema.class),
                move.getMetadata().getNamespace(),
                move.getSpec().schemaRef().name());
        moving.release(schema, move.getMetadata().getName());
    }

    static String moved(MoveSubject subject) {
        return "ServiceSchema \"%s\" is on DatabaseServer \"%s\"."
                .formatted(
                        subject.schema().getMetadata().getName(),
                        subject.target().name());
    }

    private static MoveTurn told(Phase phase, MoveSubject subject) {
        return switch (phase) {
            case Copying ->
                MoveTurn.moving(phase, "Rows are copied while the service writes on.")
                        .with(draft -> draft.next("What is written meanwhile follows."));
            case Following ->
                MoveTurn.moving(phase, "All rows are there, and what the service writes follows.")
                        .with(draft -> draft.next("Once it is close behind, the service is taken over."));
            case AwaitingApproval ->
                MoveTurn.of(
                                Reason.AwaitingApproval,
                                phase,
                                "Ready to take the service over. Set the annotation lakou.dev/approve: \"true\" of this SchemaMove.")
                        .with(draft -> draft.next("Waits for the annotation lakou.dev/approve."));
            default ->
                MoveTurn.moving(Phase.CuttingOver, "The service is taken over, and cannot write for that moment.")
                        .with(draft -> draft.next("Called off after %s.".formatted(Sizes.of(subject.longestGap()))));
        };
    }

    /** Where the other server does not answer, the one that the service is on comes first. */
    private void closeThere(MoveSubject subject) {
        try {
            elsewhere.close(subject.schema(), subject.target());
        } catch (DatabaseException e) {
            LOG.debugf("Logins at %s are not closed yet: %s", subject.target().name(), e.getMessage());
        }
    }

    private static MoveTurn troubled(Phase phase, TransferProgress progress) {
        return MoveTurn.of(
                Reason.Failed,
                phase,
                "The copy does not go on, and is tried again: " + String.join(" ", progress.trouble()));
    }

    private static List<String> same(TransferReport report) {
        return report.comparisons().stream()
                .map(one -> one.what() + ": " + one.source())
                .toList();
    }

    /** Has the service's own controller go on there. @return how long that took */
    private Duration handOver(MoveSubject subject) {
        var schema = subject.schema();
        var to = subject.target().name();
        var begin = System.nanoTime();
        // Who still saw the former server would open it again.
        await(schema, one -> EffectiveServer.of(one).equals(to), begin);
        letGo(subject.move());
        await(schema, one -> isReadyOn(one, to), begin);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void await(ServiceSchema schema, Predicate<ServiceSchema> condition, long begin) {
        var id = ResourceID.fromResource(schema);
        var cache = tenants.schemas().orElseThrow();
        while (cache.get(id).filter(condition).isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isReadyOn(ServiceSchema schema, String server) {
        return Optional.ofNullable(schema.getStatus())
                .filter(status -> server.equals(status.server()))
                .flatMap(status -> Conditions.find(Conditions.READY, status.conditions()))
                .filter(ready -> ready.getStatus().equals("True"))
                .isPresent();
    }

    private SchemaTransfer open(MoveSubject subject) {
        return transfers.open(
                subject.order(),
                subject.source().configuration(),
                subject.target().configuration());
    }

    private SchemaSwitch decision(MoveSubject subject) {
        return new SchemaSwitch(
                subject.context().getClient(),
                fence,
                subject.schema(),
                subject.move().getMetadata().getName());
    }

    private void hold(MoveSubject subject) {
        try {
            moving.hold(subject.schema(), subject.move().getMetadata().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutOver.UndecidedException("This process ends.");
        }
    }
}
