package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaSpec.DeletionPolicy;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.Finalizer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The course of a move: from what is known to the next step, and what came of it. */
@Singleton
class MoveCourse {
    /** Nobody tells when what speaks against a move is mended, or a server answers again. */
    static final Duration RETRY = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final MoveSubjects subjects;
    private final Preflight preflight;
    private final MoveWork work;
    private final MoveJobs jobs;
    private final Clock clock;

    MoveCourse(MoveSubjects subjects, Preflight preflight, MoveWork work, MoveJobs jobs, Clock clock) {
        this.subjects = subjects;
        this.preflight = preflight;
        this.work = work;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The service whose move it is. */
    Optional<ServiceSchema> concerned(SchemaMove move) {
        return subjects.schema(move);
    }

    /** Whether nothing is left of it that must be ended before it goes. */
    boolean isOver(SchemaMove move) {
        return switch (StatusDraft.phase(move)) {
            case Checking, Finished, CalledOff -> true;
            case Keeping ->
                subjects.schema(move)
                        .map(schema -> MoveDecision.step(facts(move, schema, false)) != MoveStep.DROP)
                        .orElse(true);
            default -> false;
        };
    }

    /** How long it rests before the next look, where nobody tells. */
    Duration rest(SchemaMove move) {
        return switch (StatusDraft.phase(move)) {
            case Copying, Following, AwaitingApproval -> LOOK;
            case Keeping -> {
                var left = Duration.between(clock.instant(), end(move));
                yield left.isNegative() || left.compareTo(LONGEST) > 0 ? LONGEST : left.plusMillis(1);
            }
            default -> RETRY;
        };
    }

    /** @return what came of the next step; empty when it is under way, or there is none */
    Optional<MoveTurn> turn(SchemaMove move, Context<SchemaMove> context) {
        var phase = StatusDraft.phase(move);
        if (phase == Phase.Finished || phase == Phase.CalledOff) {
            return Optional.empty();
        }
        var schema = subjects.schema(move);
        if (schema.isEmpty()) {
            return gone(move);
        }
        var isWorking = jobs.isUnderway(move, MoveStep.CUT_OVER);
        var now = phase == Phase.CuttingOver && !isWorking ? live(schema.get(), context) : schema.get();
        var step = MoveDecision.step(facts(move, now, isWorking));
        return step == MoveStep.REST ? Optional.empty() : made(step, subjects.of(move, now, context));
    }

    /** Whatever is left of it, the service's own controller goes on. */
    void letGo(SchemaMove move) {
        work.letGo(move);
    }

    /** At once after its phase was told. */
    void beginCutOver(SchemaMove move, Context<SchemaMove> context) {
        subjects.schema(move).ifPresent(schema -> {
            var subject = subjects.of(move, schema, context);
            jobs.turn(move, MoveStep.CUT_OVER, () -> work.cutOver(subject));
        });
    }

    private Optional<MoveTurn> made(MoveStep step, MoveSubject subject) {
        return switch (step) {
            case CHECK -> check(subject);
            case PREPARE -> inBackground(step, subject, () -> work.prepare(subject));
            case WATCH -> inBackground(step, subject, () -> work.watch(subject));
            case CUT_OVER, WAIT -> inBackground(MoveStep.CUT_OVER, subject, () -> work.cutOver(subject));
            case CALL_OFF -> Optional.of(MoveFailures.callOff(why(subject)));
            case TAKE_BACK ->
                inBackground(step, subject, () -> work.takeBack(subject, MoveFailures.why(subject.move())));
            case ACKNOWLEDGE -> Optional.of(work.acknowledge(subject));
            case SET_ASIDE -> inBackground(step, subject, () -> work.setAside(subject));
            case DROP -> inBackground(step, subject, () -> work.drop(subject));
            case ASK -> Optional.of(ask(subject));
            case LEAVE -> Optional.of(left(subject));
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

    private static String why(MoveSubject subject) {
        if (subject.move().getMetadata().getDeletionTimestamp() != null) {
            return "the SchemaMove is being deleted.";
        }
        return subject.schema().getMetadata().getDeletionTimestamp() != null
                ? "the ServiceSchema is being deleted."
                : "the operator ended while it took the service over.";
    }

    private static MoveTurn ask(MoveSubject subject) {
        return MoveTurn.of(Reason.Reconciled, Phase.Keeping, MoveWork.moved(subject))
                .with(draft -> draft.next(
                        "Its time is over, and it is dropped with all rows once this SchemaMove has the annotation %s: \"%s\"."
                                .formatted(
                                        SchemaElsewhere.CONFIRM,
                                        Names.of(subject.schema()).schema())));
    }

    private static MoveTurn left(MoveSubject subject) {
        return MoveTurn.of(Reason.Reconciled, Phase.Finished, MoveWork.moved(subject))
                .with(
                        draft -> draft.next(
                                "What is set aside at the former server stays there, since spec.deletionPolicy of the ServiceSchema is Retain."));
    }

    /** Its service was let go without it. */
    private Optional<MoveTurn> gone(SchemaMove move) {
        var name = move.getSpec().schemaRef().name();
        if (StatusDraft.phase(move) == Phase.Checking) {
            MoveBeginning.require(Optional.empty(), move);
        }
        letGo(move);
        return Optional.of(new MoveTurn(
                new Outcome(
                        Reason.RefNotFound,
                        "ServiceSchema \"%s\" is gone. What is left of the move stays as it is.".formatted(name)),
                draft -> draft.phase(Phase.Finished).next(null)));
    }

    private MoveFacts facts(SchemaMove move, ServiceSchema schema, boolean isWorking) {
        var isLeaving = move.getMetadata().getDeletionTimestamp() != null;
        return new MoveFacts(
                StatusDraft.phase(move),
                EffectiveServer.of(schema)
                        .equals(move.getSpec().to().serverRef().name()),
                !isLeaving && schema.getMetadata().getDeletionTimestamp() == null,
                isWorking,
                isLeaving || !clock.instant().isBefore(end(move)),
                schema.getSpec().deletionPolicy() == DeletionPolicy.Delete,
                MoveSubject.annotation(move, SchemaElsewhere.CONFIRM)
                        .equals(Names.of(schema).schema().value()));
    }

    private static Instant end(SchemaMove move) {
        return Optional.ofNullable(move.getStatus())
                .map(SchemaMoveStatus::switchTime)
                .map(Instant::parse)
                .map(time -> time.plus(MoveSubject.keep(move)))
                .orElse(Instant.MAX);
    }

    /** A cache may be late, and this decides which of two servers is the one. */
    private static ServiceSchema live(ServiceSchema seen, Context<SchemaMove> context) {
        return Optional.ofNullable(context.getClient().resource(seen).get()).orElse(seen);
    }
}
