package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus;
import dev.lakou.kubernetes.status.EventRecorder;
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
    private final EventRecorder events;

    Restarts(KubernetesClient client, EventRecorder events) {
        this.client = client;
        this.events = events;
    }

    /** Restarts what has not been restarted since this turn began, which the status tells once it is done. */
    public void after(RotationState rotation) {
        var rotations = rotation.issued().rotations();
        if (rotations > rotation.account().told().map(RotationStatus::count).orElse(0)) {
            rotation.account()
                    .rotation()
                    .map(RotationSpec::restart)
                    .orElse(List.of())
                    .forEach(deployment -> restart(deployment, rotation));
        }
    }

    /** The same annotation twice restarts nothing. */
    private void restart(String deployment, RotationState rotation) {
        if (!DnsName.is(deployment)) {
            events.failed(
                    rotation.account().resource(),
                    "RestartFailed",
                    "spec.rotation.restart \"%s\" is no name of a Deployment: %s. Correct it."
                            .formatted(deployment, DnsName.RULE));
            return;
        }
        try {
            client.apps()
                    .deployments()
                    .inNamespace(rotation.account().resource().getMetadata().getNamespace())
                    .withName(deployment)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}}}"
                                    .formatted(
                                            IssuedPassword.ROTATED_AT,
                                            rotation.issued().at()));
        } catch (KubernetesClientException e) {
            events.failed(
                    rotation.account().resource(),
                    "RestartFailed",
                    "Deployment \"%s\", which spec.rotation.restart names, was not restarted: the API answered %d. Restart it before the former credential ends."
                            .formatted(deployment, e.getCode()));
        }
    }
}
