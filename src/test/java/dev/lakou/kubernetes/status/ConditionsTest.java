package dev.lakou.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Outcome READY = new Outcome(Reason.Reconciled, "works");
    private static final Outcome UNREACHABLE = new Outcome(Reason.ServerUnreachable, "no answer");
    private static final Outcome INVALID = new Outcome(Reason.InvalidSpec, "mend it");

    @Test
    void movesTheTimeOnlyWithTheStatus() {
        var before = at("2026-01-01T00:00:00Z").tell(UNREACHABLE, 1, List.of());

        var after = at("2026-01-02T00:00:00Z").tell(INVALID, 2, before);

        assertThat(Conditions.find("Ready", after).orElseThrow().getLastTransitionTime())
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void saysTheSameTwiceWithoutADifference() {
        var before = at("2026-01-01T00:00:00Z").tell(READY, 1, List.of());

        var after = at("2026-01-02T00:00:00Z").tell(READY, 1, before);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void isStalledOnlyWhereAPersonMustMendIt() {
        var conditions = at("2026-01-01T00:00:00Z");

        assertThat(Conditions.find("Stalled", conditions.tell(INVALID, 1, List.of())))
                .isPresent();
        assertThat(Conditions.find("Stalled", conditions.tell(UNREACHABLE, 1, List.of())))
                .isEmpty();
    }

    private static Conditions at(String time) {
        return new Conditions(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }
}
