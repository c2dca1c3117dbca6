package dev.lakou.kubernetes.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus.Phase;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveTimesTest {
    private static final Instant SWITCH = Instant.parse("2026-01-01T00:00:00Z");

    /** However long a turn takes, what it decided and when it comes back are of one moment. */
    @ParameterizedTest
    @CsvSource({
        // how long after the switch it looks, whether 10h are over then, and how long it rests
        "PT0S, false, PT1H",
        "PT9H, false, PT1H0.001S",
        "PT9H30M, false, PT30M0.001S",
        "PT9H59M59.999S, false, PT0.002S",
        "PT10H, true, PT1H",
        "PT11H, true, PT1H",
    })
    void comesBackWhenWhatIsSetAsideWasKeptForLongEnough(Duration after, boolean isKept, Duration rest) {
        var look = SWITCH.plus(after);

        assertThat(MoveTimes.isKept(keeping(), look)).isEqualTo(isKept);
        assertThat(MoveTimes.rest(keeping(), look)).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"Checking, PT15S", "Copying, PT2S", "Following, PT2S", "AwaitingApproval, PT2S", "CallingOff, PT15S"})
    void looksOftenAtWhatIsUnderWay(Phase phase, Duration rest) {
        assertThat(MoveTimes.rest(in(phase), SWITCH)).isEqualTo(rest);
    }

    private static SchemaMove keeping() {
        var move = in(Phase.Keeping);
        move.setStatus(StatusDraft.of(move).switched(SWITCH.toString()).with(List.of()));
        return move;
    }

    private static SchemaMove in(Phase phase) {
        var move = Serialization.unmarshal(
                """
                metadata: {generation: 1}
                spec: {schemaRef: {name: shop}, to: {serverRef: {name: own}}, keepSource: 10h}
                """,
                SchemaMove.class);
        move.setStatus(StatusDraft.of(move).phase(phase).with(List.of()));
        return move;
    }
}
