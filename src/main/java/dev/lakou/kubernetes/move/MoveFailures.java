package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.database.DatabaseException;
import dev.lakou.kubernetes.move.CutOver.CalledOffException;
import dev.lakou.kubernetes.move.CutOver.DoubtException;
import dev.lakou.kubernetes.move.CutOver.UndecidedException;
import dev.lakou.kubernetes.server.OrphanAnnotation;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What becomes of a move whose step failed. */
final class MoveFailures {
    private static final Set<DatabaseException.Kind> PASSING = EnumSet.of(
            DatabaseException.Kind.UNREACHABLE, DatabaseException.Kind.BUSY, DatabaseException.Kind.READ_ONLY);

    /** What they would still do is left undone at a server that never answers again. */
    private static final Set<MoveStep> ENDING = EnumSet.of(MoveStep.TAKE_BACK, MoveStep.SET_ASIDE, MoveStep.DROP);

    private static final String LEFT = " A server does not answer, and is left as it is.";
    private static final String AGAIN = " That is taken back, and tried again: ";

    private MoveFailures() {}

    /** What is said of it; empty when the next look tells more. */
    static Optional<MoveTurn> turn(SchemaMove move, MoveStep step, RuntimeException failure) {
        if (failure instanceof StaleViewException || failure instanceof UndecidedException) {
            return Optional.empty();
        }
        if (failure instanceof CalledOffException calledOff) {
            return Optional.of(callOff(words(calledOff.why())).with(draft -> draft.gap(Sizes.of(calledOff.gap()))));
        }
        if (step == MoveStep.PREPARE && !isPassing(failure)) {
            return Optional.of(callOff(words(failure)));
        }
        if (ENDING.contains(step) && OrphanAnnotation.releases(move, failure)) {
            return Optional.of(released(move, step));
        }
        return Optional.of(
                new MoveTurn(told(move, new Outcome(Outcome.of(failure).reason(), words(failure))), draft -> draft));
    }

    private static MoveTurn released(SchemaMove move, MoveStep step) {
        return step == MoveStep.TAKE_BACK
                ? MoveTurn.of(Reason.MoveCalledOff, Phase.CalledOff, why(move).message() + LEFT)
                : MoveTurn.of(Reason.Reconciled, Phase.Finished, "The service is on the other server." + LEFT);
    }

    static MoveTurn callOff(String why) {
        return MoveTurn.of(Reason.MoveCalledOff, Phase.CallingOff, "Called off: " + why)
                .with(draft -> draft.next("What was begun is taken back."));
    }

    /** What is said of a trouble: one that is called off goes on saying why. */
    static Outcome told(SchemaMove move, Outcome trouble) {
        return StatusDraft.phase(move) == Phase.CallingOff
                ? new Outcome(Reason.MoveCalledOff, why(move).message() + AGAIN + trouble.message())
                : trouble;
    }

    /** Why it was called off, as its status says. */
    static Outcome why(SchemaMove move) {
        var message = Optional.ofNullable(move.getStatus())
                .map(SchemaMoveStatus::conditions)
                .flatMap(conditions -> Conditions.find(Conditions.READY, conditions))
                .filter(ready -> ready.getReason().equals(Reason.MoveCalledOff.name()))
                .map(Condition::getMessage)
                .orElse("Called off.");
        return new Outcome(Reason.MoveCalledOff, message.split(AGAIN, 2)[0]);
    }

    private static boolean isPassing(RuntimeException failure) {
        return failure instanceof KubernetesClientException
                || failure instanceof DatabaseException database && PASSING.contains(database.kind());
    }

    private static String words(Throwable failure) {
        if (failure instanceof DoubtException) {
            return failure.getMessage() + ".";
        }
        return failure instanceof Exception exception ? Outcome.of(exception).message() : failure.toString();
    }
}
