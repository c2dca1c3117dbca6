package dev.lakou.database.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadwayTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // what a look each minute sees, minutes of standstill after the last
        "0 0 0, 0",
        "'0,full 0,full 0,full', 2",
        "'0,full 5,full 5,full', 1",
        "'0,full 5,full 5', 0",
        "'0,full silent silent', 2",
        "'0 silent silent', 2",
    })
    void ofRowsThatAreCopied(String looks, int minutes) {
        assertThat(standstill(looks, false)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "20 30 40 50, 3",
        "20 30 25 16, 3",
        "20 30 40 20, 0",
        "20 10 5 3 2, 0",
        "20 30 3 20 30, 2",
        "3 3 3, 0",
        "'3 3,cut 3,cut', 2",
        "20 silent silent, 2",
    })
    void ofWhatIsWrittenMeanwhile(String looks, int minutes) {
        assertThat(standstill(looks, true)).isEqualTo(Duration.ofMinutes(minutes));
    }

    private static Duration standstill(String looks, boolean isComplete) {
        var headway = Headway.begin(BEGIN);
        var now = BEGIN;
        for (var look : looks.split(" ")) {
            if (!look.equals("silent")) {
                headway = headway.after(progress(look.split(","), isComplete), now);
            }
            now = now.plus(Duration.ofMinutes(1));
        }
        return headway.standstill(now.minus(Duration.ofMinutes(1)));
    }

    /** @param look megabytes copied or behind, and what is in the way */
    private static TransferProgress progress(String[] look, boolean isComplete) {
        var bytes = Long.parseLong(look[0]) << 20;
        var trouble = List.of(look).subList(1, look.length);
        return isComplete
                ? new TransferProgress(100, 0, 0, bytes, Collections.emptyList(), trouble)
                : new TransferProgress(40, bytes, 0, 0, List.of("orders"), trouble);
    }
}
