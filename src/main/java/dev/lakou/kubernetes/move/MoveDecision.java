package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveSpec.Method;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.database.move.TransferProgress;

/** Decides how a move goes on. */
final class MoveDecision {
    private MoveDecision() {}

    static MoveStep step(MoveFacts facts) {
        return switch (facts.phase()) {
            case Checking -> facts.wanted() ? MoveStep.CHECK : MoveStep.REST;
            case Preparing -> facts.wanted() ? MoveStep.PREPARE : MoveStep.CALL_OFF;
            case Copying, Following, AwaitingApproval -> facts.wanted() ? MoveStep.WATCH : MoveStep.CALL_OFF;
            case CuttingOver -> cutOver(facts);
            case CallingOff -> MoveStep.TAKE_BACK;
            case Switched -> MoveStep.SET_ASIDE;
            case Keeping -> keep(facts);
            case Finished, CalledOff -> MoveStep.REST;
        };
    }

    /** Who comes after a process that ended in it does not know what the clients saw meanwhile: the service goes on where it was. */
    private static MoveStep cutOver(MoveFacts facts) {
        if (facts.underway()) {
            return MoveStep.WAIT;
        }
        return facts.onTarget() ? MoveStep.ACKNOWLEDGE : MoveStep.CALL_OFF;
    }

    private static MoveStep keep(MoveFacts facts) {
        if (facts.deletes() && facts.confirmed() && facts.kept()) {
            return MoveStep.DROP;
        }
        if (!facts.kept()) {
            return MoveStep.KEEP;
        }
        return facts.deletes() ? MoveStep.ASK : MoveStep.LEAVE;
    }

    /** The phase after the target was made ready. */
    static Phase prepared(Method method, boolean approved) {
        if (method == Method.Replicate) {
            return Phase.Copying;
        }
        return approved ? Phase.CuttingOver : Phase.AwaitingApproval;
    }

    /** The phase of a copy that is under way, and so far. */
    static Phase following(Method method, TransferProgress progress, boolean approved) {
        if (method == Method.Copy) {
            return prepared(method, approved);
        }
        if (!progress.isComplete()) {
            return Phase.Copying;
        }
        if (!progress.isClose()) {
            return Phase.Following;
        }
        return approved ? Phase.CuttingOver : Phase.AwaitingApproval;
    }
}
