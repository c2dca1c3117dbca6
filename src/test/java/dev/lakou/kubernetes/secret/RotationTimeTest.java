package dev.lakou.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a credential is replaced by time alone. */
class RotationTimeTest {
    private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    private static final RotationState HOURLY = state("1h", "10m");

    @Test
    void isDueOnceEveryHasPassed() {
        assertThat(at("59m").due(HOURLY, Phase.Steady)).isFalse();
        assertThat(at("60m").due(HOURLY, Phase.Steady)).isTrue();
    }

    @Test
    void waitsForTheFormerCredential() {
        assertThat(at("61m").due(HOURLY, Phase.Overlap)).isFalse();
        assertThat(at("61m").due(HOURLY, Phase.Draining)).isFalse();
    }

    @Test
    void restsUntilItIsDue() {
        assertThat(at("59m").rest(HOURLY, Phase.Steady, Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void tellsWhenTheNextIsDue() {
        var told = at("0m").report(HOURLY, Phase.Steady).orElseThrow();

        assertThat(told.nextTime()).isEqualTo("2026-01-01T01:00:00Z");
    }

    private static Rotations at(String later) {
        var now = ISSUED.plus(Duration.parse("PT" + later));
        return new Rotations(Clock.fixed(now, ZoneOffset.UTC), new Random(0));
    }

    private static RotationState state(String every, String overlap) {
        var resource = new ServiceSchema();
        resource.setMetadata(new ObjectMetaBuilder().withName("orders").build());
        var account = new Account(
                resource,
                new Identifier("orders_user"),
                "orders-database",
                Optional.empty(),
                Optional.of(new RotationSpec(every, overlap, null)),
                Optional.empty());
        var issued = new IssuedPassword(new Password("secret"), 1, ISSUED, Optional.empty());
        return new RotationState(
                account, issued, List.of(new Identifier("orders_user"), new Identifier("orders_user_2")));
    }
}
