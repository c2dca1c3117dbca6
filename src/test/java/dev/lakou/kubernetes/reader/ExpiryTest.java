package dev.lakou.kubernetes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.SchemaReader;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant END = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void restsUntilTheTimeIsOver() {
        assertThat(at(END.minusSeconds(2)).rest(reader())).contains(Duration.ofMillis(2001));
    }

    @Test
    void hasAnotherTurnAtOnceWhereTheTimeCameDuringTheLast() {
        assertThat(at(END.plusMillis(300)).rest(reader())).contains(Duration.ofMillis(1));
    }

    @Test
    void isOverFromThatMomentOn() {
        assertThat(at(END.minusMillis(1)).isOver(reader())).isFalse();
        assertThat(at(END).isOver(reader())).isTrue();
    }

    private static Expiry at(Instant now) {
        return new Expiry(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SchemaReader reader() {
        return Serialization.unmarshal(
                """
                metadata: {namespace: team, name: visitor}
                spec: {serverRef: {name: shared}, schemas: [{name: sankore}], expiresAt: '%s'}
                """
                        .formatted(END),
                SchemaReader.class);
    }
}
