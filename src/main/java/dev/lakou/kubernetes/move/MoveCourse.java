package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaSpec.DeletionPolicy;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.Finalizer;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The course of a move: from what is known to the next step, and what came of it. */
@Singleton
class MoveCourse {
    private final MoveSubjects subjects;
    private final Preflight preflight;
    private final MoveWork work;
    private final MoveWatch watch;
    private final CopyPatience patience;
    private final Takeover takeover;
    private final MoveGrip grip;
    private final MoveJobs jobs;

    MoveCourse(
            MoveSubjects subjects,
            Preflight preflight,
            MoveWork work,
            MoveWatch watch,
            CopyPatience patience,
            Takeover takeover,
            MoveGrip grip,
            MoveJobs jobs) {
        this.subjects = subjects;
        this.preflight = preflight;
        this.work = work;
        this.watch = watch;
        this.patience = patience;
        this.takeover = takeover;
        this.grip = grip;
        this.jobs = jobs;
    }

    /** The service whose move it is. */
    Optional<ServiceSchema> concerned(SchemaMove move) {
        return subjects.schema(move);
    }

    /** Whether nothing is left of it that must be ended before it goes. */
    boolean isOver(SchemaMove move, Instant now) {
        return switch (StatusDraft.phase(move)) {
            case Checking, Finished, CalledOff -> true;
            case Keeping ->
                subjects.schema(move)
                        .map(schema -> MoveDecision.step(facts(move, schema, false, false, now)) != MoveStep.DROP)
                        .orElse(true);
            default -> false;
        };
    }

    /** @return what came of the next step as of now; empty when it is under way, or there is none */
    Optional<MoveTurn> turn(SchemaMove move, Instant now, Context<SchemaMove> context) {
        var phase = StatusDraft.phase(move);
        if (phase == Phase.Finished || phase == Phase.CalledOff) {
            return Optional.empty();
        }
        var schema = subjects.schema(move);
        if (schema.isEmpty()) {
            return gone(move);
        }
        var isWorking = jobs.isUnderway(move, MoveStep.CUT_OVER);
        var seen = phase == Phase.CuttingOver && !isWorking ? live(schema.get(), context) : schema.get();
        var subject = subjects.of(move, seen, context);
        var isWanted = isWanted(move, seen)
                && !ServerAdmission.isLeaving(subject.target().resource());
        return made(MoveDecision.step(facts(move, seen, isWanted, isWorking, now)), subject);
    }

    /** Whatever is left of it, the service's own controller goes on. */
    void letGo(SchemaMove move) {
        patience.forget(move);
        grip.letGo(move);
    }

    /** At once after a phase was told. */
    void entered(@Nullable Phase phase, SchemaMove move, Context<SchemaMove> context) {
        if (phase == Phase.CuttingOver) {
            // Who finds this phase without it calls the move off.
            subjects.schema(move).ifPresent(schema -> {
                var subject = subjects.of(move, schema, context);
                jobs.turn(move, MoveStep.CUT_OVER, () -> takeover.cutOver(subject));
            });
        }
        if (phase == Phase.Keeping) {
            // A service that is being deleted waits for it.
            grip.letGo(move);
        }
    }

    private Optional<MoveTurn> made(MoveStep step, MoveSubject subject) {
        return switch (step) {
            case CHECK -> check(subject);
            case PREPARE -> inBackground(step, subject, () -> work.prepare(subject));
            case WATCH -> inBackground(step, subject, () -> watch.look(subject));
            case CUT_OVER, WAIT -> inBackground(MoveStep.CUT_OVER, subject, () -> takeover.cutOver(subject));
            case CALL_OFF -> Optional.of(MoveFailures.callOff(MoveWords.unwanted(subject)));
            case TAKE_BACK ->
                inBackground(step, subject, () -> work.takeBack(subject, MoveFailures.why(subject.move())));
            case ACKNOWLEDGE -> Optional.of(takeover.acknowledge(subject));
            case SET_ASIDE -> inBackground(step, subject, () -> work.setAside(subject));
            case DROP -> inBackground(step, subject, () -> work.drop(subject));
            case ASK -> Optional.of(MoveWords.ask(subject));
            case LEAVE -> Optional.of(MoveWords.left(subject));
            case KEEP, REST -> Optional.empty();
        };
    }

    private Optional<MoveTurn> check(MoveSubject subject) {
        subjects.requireBeginning(subject);
        var turn = inBackground(MoveStep.CHECK, subject, () -> preflight.check(subject));
        if (turn.filter(one -> one.outcome().reason() == Reason.Moving).isPresent()) {
            Finalizer.add(subject.move(), subject.context());
        }
        return turn;
    }

    private Optional<MoveTurn> inBackground(MoveStep step, MoveSubject subject, Supplier<MoveTurn> job) {
        try {
            return jobs.turn(subject.move(), step, job);
        } catch (RuntimeException e) {
            return MoveFailures.turn(subject.move(), step, e);
        }
    }

    /** Its service was let go without it. */
    private Optional<MoveTurn> gone(SchemaMove move) {
        var name = move.getSpec().schemaRef().name();
        if (StatusDraft.phase(move) == Phase.Checking) {
            MoveBeginning.require(Optional.empty(), move);
        }
        letGo(move);
        var gone = "ServiceSchema \"%s\" is gone.".formatted(name);
        if (StatusDraft.phase(move) == Phase.CallingOff) {
            // It does not go before all is taken back.
            var why = MoveFailures.why(move);
            return Optional.of(MoveTurn.of(why.reason(), Phase.CalledOff, why.message() + " " + gone)
                    .with(draft -> draft.next(null)));
        }
        return Optional.of(
                MoveTurn.of(Reason.RefNotFound, Phase.Finished, gone + " What is left of the move stays as it is.")
                        .with(draft -> draft.next(null)));
    }

    private static boolean isWanted(SchemaMove move, ServiceSchema schema) {
        return move.getMetadata().getDeletionTimestamp() == null
                && schema.getMetadata().getDeletionTimestamp() == null;
    }

    private static MoveFacts facts(
            SchemaMove move, ServiceSchema schema, boolean isWanted, boolean isWorking, Instant now) {
        return new MoveFacts(
                StatusDraft.phase(move),
                EffectiveServer.of(schema)
                        .equals(move.getSpec().to().serverRef().name()),
                isWanted,
                isWorking,
                move.getMetadata().getDeletionTimestamp() != null || MoveTimes.isKept(move, now),
                schema.getSpec().deletionPolicy() == DeletionPolicy.Delete,
                MoveSubject.annotation(move, SchemaElsewhere.CONFIRM)
                        .equals(Names.of(schema).schema().value()));
    }

    /** A cache may be late, and this decides which of two servers is the one. */
    private static ServiceSchema live(ServiceSchema seen, Context<SchemaMove> context) {
        return Optional.ofNullable(context.getClient().resource(seen).get()).orElse(seen);
    }
}
