package dev.lakou.kubernetes.credential;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus;
import dev.lakou.kubernetes.status.Announcer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Singleton;
import java.util.List;

/** Restarts the Deployments that read their credential only when they start. */
@Singleton
public class Restarts {
    private final KubernetesClient client;
    private final Announcer announcer;

    Restarts(KubernetesClient client, Announcer announcer) {
        this.client = client;
        this.announcer = announcer;
    }

    /** Restarts what has not been restarted since this turn began, which the status tells once it is done. */
    public void after(Turn turn) {
        var rotations = turn.issue().rotations();
        if (rotations > turn.account().told().map(RotationStatus::count).orElse(0)) {
            turn.account()
                    .rotation()
                    .map(RotationSpec::restart)
                    .orElse(List.of())
                    .forEach(deployment -> restart(deployment, turn));
        }
    }

    /** The same annotation twice restarts nothing. */
    private void restart(String deployment, Turn turn) {
        try {
            client.apps()
                    .deployments()
                    .inNamespace(turn.account().resource().getMetadata().getNamespace())
                    .withName(deployment)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}}}"
                                    .formatted(Issue.ROTATED_AT, turn.issue().at()));
        } catch (KubernetesClientException e) {
            announcer.failed(
                    turn.account().resource(),
                    "RestartFailed",
                    "Deployment \"%s\", which spec.rotation.restart names, was not restarted: the API answered %d. Restart it before the former credential ends."
                            .formatted(deployment, e.getCode()));
        }
    }
}
