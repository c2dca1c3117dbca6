package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import java.util.function.UnaryOperator;

/**
 * What came of a step.
 *
 * @param outcome what is said of it
 * @param news what the status says of it
 */
record MoveTurn(Outcome outcome, UnaryOperator<StatusDraft> news) {

    static MoveTurn moving(Phase phase, String message) {
        return of(Reason.Moving, phase, message);
    }

    static MoveTurn of(Reason reason, Phase phase, String message) {
        return new MoveTurn(new Outcome(reason, message), draft -> draft.phase(phase));
    }

    /** The same, and more to say. */
    MoveTurn with(UnaryOperator<StatusDraft> more) {
        return new MoveTurn(outcome, draft -> more.apply(news.apply(draft)));
    }
}
