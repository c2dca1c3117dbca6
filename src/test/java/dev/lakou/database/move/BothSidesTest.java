package dev.lakou.database.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.move.TransferReport.Comparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BothSidesTest {

    @Test
    void whatOneSideLacksIsADifferenceOnEither() {
        var report = BothSides.compare(
                () -> Map.of("table a", "1 rows", "table b", "2 rows"),
                () -> Map.of("table a", "1 rows", "table c", "3 rows"));

        assertThat(report.isSame()).isFalse();
        assertThat(report.differences())
                .containsExactly(
                        new Comparison("table b", "2 rows", "missing"), new Comparison("table c", "missing", "3 rows"));
    }

    @Test
    void ofMuchOnlyTheNumberAndADigestIsTold() {
        assertThat(Listing.of(List.of("b", "a"))).isEqualTo("a, b");
        assertThat(Listing.of(List.of("x".repeat(100), "y".repeat(100)))).matches("2, [0-9a-f]{16}");
    }
}
