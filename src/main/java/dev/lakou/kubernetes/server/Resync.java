package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How often what is on a server is compared with what should be. */
public final class Resync {
    private static final Duration DEFAULT = Duration.ofMinutes(5);

    /** Looks for drift tell nearly all that changes; this is for the rest, and for trying logins. */
    private static final Duration DEFAULT_OF_TENANTS = Duration.ofHours(1);

    private static final Duration DEFAULT_LOOK = Duration.ofSeconds(10);

    private static final Duration DEFAULT_METRICS = Duration.ofSeconds(30);

    private Resync() {}

    /** The time between two examinations of the server itself. */
    public static Duration interval(DatabaseServer server) {
        return told(server).orElse(DEFAULT);
    }

    /**
     * How long a service or reader has no turn for which nothing happens: the time between two, or up to a quarter less, so
     * that those who came together do not come together again.
     */
    public static Duration rest(DatabaseServer server) {
        var longest = told(server).orElse(DEFAULT_OF_TENANTS).toMillis();
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / 4));
    }

    private static Optional<Duration> told(DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().resyncInterval())
                .map(text -> Durations.parse("resyncInterval", text));
    }

    /** The time between two cheap looks for drift. */
    public static Duration look(DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().driftInterval())
                .map(text -> Durations.parse("driftInterval", text))
                .orElse(DEFAULT_LOOK);
    }

    /** The time between two readings of what tenants use; zero for none. */
    public static Duration metrics(DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().metricsInterval())
                .map(text -> Durations.parse("metricsInterval", text))
                .orElse(DEFAULT_METRICS);
    }
}
