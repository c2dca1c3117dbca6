package dev.lakou.kubernetes.leadership;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Alive is a replica that goes on with the election, whatever comes of it: an API server that cannot be reached is no
 * reason to start it anew; a thread that hangs is, and a watch that ended for good.
 */
@Singleton
@org.eclipse.microprofile.health.Liveness
class Liveness implements HealthCheck {
    /** A turn asks the API server three times at most, for three seconds each. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Election election;
    private final StoppedWatches watches;

    Liveness(Election election, StoppedWatches watches) {
        this.election = election;
        this.watches = watches;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Lakou")
                .status(election.sinceLastTurn().compareTo(LIMIT) < 0 && !watches.isAnyStopped())
                .build();
    }
}
