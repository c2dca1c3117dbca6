package dev.lakou.kubernetes;

import java.time.Duration;

/** A server is looked at for at most one twentieth of the time, however much there is on it. */
public final class LookPace {
    private static final int LEAST_REST = 19;

    private LookPace() {}

    /** How long to leave a server alone, at the least, after a look that took so long. */
    public static Duration restAfter(Duration cost) {
        return cost.multipliedBy(LEAST_REST);
    }

    /** The same, and no shorter than the interval between two looks. */
    public static Duration restAfter(Duration cost, Duration interval) {
        var least = restAfter(cost);
        return least.compareTo(interval) > 0 ? least : interval;
    }
}
