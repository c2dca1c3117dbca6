package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServerUsageStatus;
import dev.lakou.api.UsageStatus;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageStepsTest {
    private static final String BEFORE = "2026-11-28T00:00:00Z";
    private static final String NOW = "2026-11-28T01:00:00Z";

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1000, 1000",
        "1024, 1Ki",
        "8192, 8Ki",
        "1290000000, 1.2Gi",
        "130000000, 120Mi",
        "1073741823, 1000Mi",
        "9223372036854775807, 8Ei"
    })
    void tellsASizeInTwoDigits(long bytes, String size) {
        assertThat(UsageSteps.size(bytes)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"0, 1ms", "7, 7ms", "123, 120ms", "1260, 1300ms"})
    void tellsATimeInTwoDigits(long milliseconds, String cost) {
        assertThat(UsageSteps.cost(Duration.ofMillis(milliseconds))).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 6, 10, false",
        "5, 7, 10, true",
        "50, 69, 100, false",
        "50, 70, 100, true",
        "0, 1, 0, false",
        ", 1, 10, true"
    })
    void connectionsAreNewsAStepAway(Integer before, Integer now, int promised, boolean isNews) {
        var told =
                UsageSteps.isNews(new UsageStatus(before, "1Gi", BEFORE), new UsageStatus(now, "1Gi", NOW), promised);

        assertThat(told).isEqualTo(isNews);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2Gi, 1.3Gi, false",
        "1Gi, 1.1Gi, true",
        "120Mi, 110Mi, false",
        "0, 8Ki, true",
        "0, 0, false",
        ", 8Ki, true"
    })
    void aSizeIsNewsATenthAway(String before, String now, boolean isNews) {
        var told = UsageSteps.isNews(new UsageStatus(5, before, BEFORE), new UsageStatus(5, now, NOW), 10);

        assertThat(told).isEqualTo(isNews);
    }

    @ParameterizedTest
    @CsvSource({"40, 49, false", "40, 50, true", "40, 30, true"})
    void connectionsOfAServerAreNewsATenthOfAllAway(int before, int now, boolean isNews) {
        var told = UsageSteps.isNews(
                new ServerUsageStatus(before, "10ms", BEFORE), new ServerUsageStatus(now, "90ms", NOW), 100);

        assertThat(told).isEqualTo(isNews);
    }
}
