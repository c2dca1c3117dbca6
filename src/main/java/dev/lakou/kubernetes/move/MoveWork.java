package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.SchemaTransfers;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.secret.Restarts;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What the steps of a move do before the service is taken over, and after it. Each may be repeated, and tells the phase that follows. */
@Singleton
class MoveWork {
    private static final Logger LOG = Logger.getLogger(MoveWork.class);

    private final SchemaTransfers transfers;
    private final SchemaElsewhere elsewhere;
    private final MoveGrip grip;
    private final Takeover takeover;
    private final Restarts restarts;
    private final Clock clock;

    MoveWork(
            SchemaTransfers transfers,
            SchemaElsewhere elsewhere,
            MoveGrip grip,
            Takeover takeover,
            Restarts restarts,
            Clock clock) {
        this.transfers = transfers;
        this.elsewhere = elsewhere;
        this.grip = grip;
        this.takeover = takeover;
        this.restarts = restarts;
        this.clock = clock;
    }

    MoveTurn prepare(MoveSubject subject) {
        grip.decision(subject).take();
        grip.hold(subject);
        elsewhere.furnish(subject.schema(), subject.target(), subject.context());
        try (var transfer = subject.open(transfers)) {
            transfer.freezeDdl();
            transfer.copyStructure();
            transfer.startReplication();
        }
        return MoveWords.reached(
                MoveDecision.prepared(MoveSubject.method(subject.move()), MoveSubject.isApproved(subject.move())),
                subject);
    }

    MoveTurn takeBack(MoveSubject subject, Outcome why) {
        var decision = grip.decision(subject);
        if (!decision.callOff(subject.target().name())) {
            return takeover.acknowledge(subject);
        }
        grip.hold(subject);
        closeThere(subject);
        var trouble = aborted(subject);
        // An end that answers is tidied up, whether the other one does or not: it may never come back.
        elsewhere.drop(subject.schema(), subject.target());
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        decision.letGo();
        grip.letGo(subject.move());
        return MoveWords.calledOff(why);
    }

    /** @return why it could not be at one end */
    private Optional<DatabaseException> aborted(MoveSubject subject) {
        try (var transfer = subject.open(transfers)) {
            transfer.abort();
            return Optional.empty();
        } catch (DatabaseException e) {
            if (e.kind() == DatabaseException.Kind.NAME_TAKEN) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    MoveTurn setAside(MoveSubject subject) {
        List<Identifier> names;
        try (var transfer = subject.open(transfers)) {
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
        return MoveTurn.of(Reason.Reconciled, Phase.Keeping, MoveWords.moved(subject))
                .with(draft -> draft.setAside(
                                names.stream().map(Identifier::value).collect(Collectors.joining(", ")))
                        .next("What is set aside at the former server is kept until %s.".formatted(until)));
    }

    MoveTurn drop(MoveSubject subject) {
        try (var transfer = subject.open(transfers)) {
            transfer.dropAside();
        }
        return MoveTurn.of(Reason.Reconciled, Phase.Finished, MoveWords.moved(subject))
                .with(draft -> draft.setAside(null).next(null));
    }

    /** What was left is not touched before it is known to be of no use; a service that is being deleted has none for anything. */
    private static void requireReady(MoveSubject subject) {
        if (subject.schema().getMetadata().getDeletionTimestamp() == null
                && !MoveSubject.isReadyOn(subject.schema(), subject.target().name())) {
            throw new StalledException(
                    Reason.RefNotReady,
                    "ServiceSchema \"%s\" is not Ready on DatabaseServer \"%s\" yet; its conditions say why. What is left at the former server is set aside after that."
                            .formatted(
                                    subject.schema().getMetadata().getName(),
                                    subject.target().name()));
        }
    }

    /** Where the other server does not answer, the one that the service is on comes first. */
    private void closeThere(MoveSubject subject) {
        try {
            elsewhere.close(subject.schema(), subject.target());
        } catch (DatabaseException e) {
            LOG.debugf("Logins at %s are not closed yet: %s", subject.target().name(), e.getMessage());
        }
    }
}
