package dev.lakou.kubernetes.move;

import dev.lakou.kubernetes.server.UsageSteps;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How sizes and times are told of a move. */
final class Sizes {
    private static final Duration PRECISE = Duration.ofSeconds(10);

    private Sizes() {}

    /** Such as 1.2Gi. */
    static String of(long bytes) {
        return UsageSteps.size(bytes);
    }

    /** Such as 640ms, 4.1s or 1h2m. */
    static String of(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + "ms";
        }
        return time.compareTo(PRECISE) < 0
                ? "%d.%ds".formatted(time.toSeconds(), time.toMillisPart() / 100)
                : time.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
