package dev.lakou.kubernetes.schema;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Rotation;
import dev.lakou.kubernetes.status.Announcer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Restarts the Deployments that read their credential only when they start. */
@Singleton
class Restarts {
    private final KubernetesClient client;
    private final Announcer announcer;

    Restarts(KubernetesClient client, Announcer announcer) {
        this.client = client;
        this.announcer = announcer;
    }

    /** Restarts what has not been restarted since this turn began, which the status tells once it is done. */
    void after(Turn turn) {
        var rotations = turn.issue().rotations();
        if (rotations > told(turn.resource())) {
            Optional.ofNullable(turn.resource().getSpec().rotation())
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
                    .inNamespace(turn.resource().getMetadata().getNamespace())
                    .withName(deployment)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}}}"
                                    .formatted(Issue.ROTATED_AT, turn.issue().at()));
        } catch (KubernetesClientException e) {
            announcer.failed(
                    turn.resource(),
                    "RestartFailed",
                    "Deployment \"%s\", which spec.rotation.restart names, was not restarted: the API answered %d. Restart it before the former credential ends."
                            .formatted(deployment, e.getCode()));
        }
    }

    private static int told(ServiceSchema resource) {
        return Optional.ofNullable(resource.getStatus())
                .map(ServiceSchemaStatus::rotation)
                .map(Rotation::count)
                .orElse(0);
    }
}
