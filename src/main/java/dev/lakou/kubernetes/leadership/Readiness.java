package dev.lakou.kubernetes.leadership;

import dev.lakou.kubernetes.leadership.Election.Standing;
import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready is a replica that leads and sees everything it watches, or that would lead if the leader went. */
@Singleton
@org.eclipse.microprofile.health.Readiness
class Readiness implements HealthCheck {
    private final Election election;
    private final Tenure tenure;
    private final Operator operator;

    Readiness(Election election, Tenure tenure, Operator operator) {
        this.election = election;
        this.tenure = tenure;
        this.operator = operator;
    }

    @Override
    public HealthCheckResponse call() {
        var standing = election.standing();
        var begun = standing == Standing.LEADING && operator.getRuntimeInfo().isStarted();
        var blind = begun ? blind() : Set.<String>of();
        return HealthCheckResponse.named("Lakou")
                .withData("standing", standing.name())
                .withData("unhealthy", String.join(", ", blind))
                .status(standing == Standing.WAITING || begun && tenure.lasts() && blind.isEmpty())
                .build();
    }

    private Set<String> blind() {
        var names = new TreeSet<String>();
        operator.getRuntimeInfo()
                .getRegisteredControllers()
                .forEach(controller -> names.addAll(controller
                        .getControllerHealthInfo()
                        .unhealthyEventSources()
                        .keySet()));
        return names;
    }
}
