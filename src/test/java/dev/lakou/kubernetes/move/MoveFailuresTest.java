package dev.lakou.kubernetes.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.kubernetes.server.OrphanAnnotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveFailuresTest {
    @ParameterizedTest
    @CsvSource({
        // phase, step, what the server did, whether the move is let go, the phase that follows
        "Preparing, PREPARE, BUSY, false, Preparing",
        "Preparing, PREPARE, UNREACHABLE, false, Preparing",
        "Preparing, PREPARE, PRIVILEGE_MISSING, false, CallingOff",
        "Preparing, PREPARE, UNREACHABLE, true, Preparing",
        "Following, WATCH, UNREACHABLE, false, Following",
        "CallingOff, TAKE_BACK, UNREACHABLE, false, CallingOff",
        "CallingOff, TAKE_BACK, UNREACHABLE, true, CalledOff",
        "CallingOff, TAKE_BACK, PRIVILEGE_MISSING, true, CallingOff",
        "Switched, SET_ASIDE, UNREACHABLE, false, Switched",
        "Switched, SET_ASIDE, UNREACHABLE, true, Finished",
        "Switched, SET_ASIDE, NAME_TAKEN, true, Switched",
        "Keeping, DROP, UNREACHABLE, true, Finished",
    })
    void goesOnAfterAFailure(Phase phase, MoveStep step, Kind kind, boolean isLetGo, Phase expected) {
        var move = move(phase, isLetGo);

        var turn = MoveFailures.turn(move, step, new DatabaseException(kind, "The server is away."));

        assertThat(turn).isPresent();
        assertThat(turn.get().news().apply(StatusDraft.of(move)).with(List.of()).phase())
                .isEqualTo(expected);
    }

    private static SchemaMove move(Phase phase, boolean isLetGo) {
        var move = new SchemaMove();
        move.getMetadata().setGeneration(1L);
        move.getMetadata().setAnnotations(Map.of(OrphanAnnotation.ANNOTATION, String.valueOf(isLetGo)));
        move.setStatus(StatusDraft.of(move).phase(phase).with(List.of()));
        return move;
    }
}
