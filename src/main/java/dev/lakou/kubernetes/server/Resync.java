package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import java.time.Duration;
import java.util.Optional;

/** How often what is on a server is compared with what should be. */
public final class Resync {
    private static final Duration DEFAULT = Duration.ofMinutes(5);
    private static final Duration DEFAULT_LOOK = Duration.ofSeconds(10);

    private static final Duration DEFAULT_METRICS = Duration.ofSeconds(30);

    private Resync() {}

    public static Duration interval(DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().resyncInterval())
                .map(text -> Durations.parse("resyncInterval", text))
                .orElse(DEFAULT);
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
