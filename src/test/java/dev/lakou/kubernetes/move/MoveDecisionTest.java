package dev.lakou.kubernetes.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.SchemaMoveSpec.Method;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.database.move.TransferProgress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MoveDecisionTest {
    @ParameterizedTest
    @CsvSource({
        // phase, what holds, step
        "Checking, wanted, CHECK",
        "Checking, '', REST",
        "Preparing, wanted, PREPARE",
        "Preparing, '', CALL_OFF",
        "Copying, wanted, WATCH",
        "Copying, '', CALL_OFF",
        "Following, wanted, WATCH",
        "Following, '', CALL_OFF",
        "AwaitingApproval, wanted, WATCH",
        "AwaitingApproval, '', CALL_OFF",
        "CuttingOver, wanted underway, WAIT",
        "CuttingOver, underway, WAIT",
        "CuttingOver, wanted, CALL_OFF",
        "CuttingOver, wanted onTarget, ACKNOWLEDGE",
        "CuttingOver, onTarget, ACKNOWLEDGE",
        "CallingOff, wanted, TAKE_BACK",
        "CallingOff, '', TAKE_BACK",
        "Switched, wanted onTarget, SET_ASIDE",
        "Switched, onTarget, SET_ASIDE",
        "Keeping, wanted onTarget, KEEP",
        "Keeping, wanted onTarget deletes confirmed, KEEP",
        "Keeping, wanted onTarget kept, LEAVE",
        "Keeping, wanted onTarget kept confirmed, LEAVE",
        "Keeping, wanted onTarget kept deletes, ASK",
        "Keeping, wanted onTarget kept deletes confirmed, DROP",
        "Finished, wanted onTarget, REST",
        "CalledOff, wanted, REST",
    })
    void goesOnFromWhatIsKnown(Phase phase, String holds, MoveStep expected) {
        var step = MoveDecision.step(facts(phase, holds));

        assertThat(step).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"Preparing", "Copying", "Following", "AwaitingApproval", "CallingOff"})
    void takesNothingOverThatIsNotWanted(Phase phase) {
        var step = MoveDecision.step(facts(phase, ""));

        assertThat(step).isIn(MoveStep.CALL_OFF, MoveStep.TAKE_BACK);
    }

    @ParameterizedTest
    @CsvSource({
        // method, percent, pending, lag, trouble, approved, phase
        "Replicate, 40, users, 0, '', true, Copying",
        "Replicate, 100, users, 0, '', true, Copying",
        "Replicate, 100, '', 99999999, '', true, Following",
        "Replicate, 100, '', 0, 'no connection', true, Following",
        "Replicate, 100, '', 1000, '', false, AwaitingApproval",
        "Replicate, 100, '', 1000, '', true, CuttingOver",
        "Copy, 0, users, 0, '', false, AwaitingApproval",
        "Copy, 0, users, 0, '', true, CuttingOver",
    })
    void takesOverWhatIsCloseBehindAndApproved(
            Method method, int percent, String pending, long lag, String trouble, boolean approved, Phase expected) {
        var progress = new TransferProgress(percent, 0, 0, lag, words(pending), words(trouble));

        var phase = MoveDecision.following(method, progress, approved);

        assertThat(phase).isEqualTo(expected);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static MoveFacts facts(Phase phase, String holds) {
        var facts = Set.of(holds.split(" "));
        return new MoveFacts(
                phase,
                facts.contains("onTarget"),
                facts.contains("wanted"),
                facts.contains("underway"),
                facts.contains("kept"),
                facts.contains("deletes"),
                facts.contains("confirmed"));
    }
}
