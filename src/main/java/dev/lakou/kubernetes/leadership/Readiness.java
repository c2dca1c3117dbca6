package dev.lakou.kubernetes.leadership;

import dev.lakou.kubernetes.leadership.Election.ElectionState;
import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready is a replica that leads and sees everything it watches, or that would lead if the leader went. */
@Singleton
@org.eclipse.microprofile.health.Readiness
class Readiness implements HealthCheck {
    private final Election election;
    private final LeaderFence fence;
    private final Operator operator;
    private final BlindSpots blindSpots;

    Readiness(Election election, LeaderFence fence, Operator operator, BlindSpots blindSpots) {
        this.election = election;
        this.fence = fence;
        this.operator = operator;
        this.blindSpots = blindSpots;
    }

    @Override
    public HealthCheckResponse call() {
        var state = election.state();
        var begun = state == ElectionState.LEADING && operator.getRuntimeInfo().isStarted();
        var blind = begun ? blindSpots.names() : Set.<String>of();
        return HealthCheckResponse.named("Lakou")
                .withData("standing", state.name())
                .withData("unhealthy", String.join(", ", blind))
                .status(state == ElectionState.WAITING || begun && fence.lasts() && blind.isEmpty())
                .build();
    }
}
