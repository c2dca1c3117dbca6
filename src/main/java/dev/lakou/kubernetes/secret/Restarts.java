package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus;
import dev.lakou.kubernetes.status.EventRecorder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Restarts the Deployments that read their credential only when they start. Whoever writes a ServiceSchema may have no
 * right to touch a Deployment, so the Deployment has to name the resource.
 */
@Singleton
public class Restarts {
    /** On a Deployment: the ServiceSchemas and SchemaReaders, with commas, after whose rotation it may be restarted. */
    private static final String CONSENT = IssuedPassword.PREFIX + "restart-after-rotation";

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

    private void restart(String deployment, RotationState rotation) {
        var resource = rotation.account().resource();
        problem(deployment, rotation)
                .ifPresent(problem -> events.failed(
                        resource,
                        "RestartFailed",
                        "Deployment \"%s\", which spec.rotation.restart names, was not restarted: %s Restart it before the former credential ends."
                                .formatted(deployment, problem)));
    }

    private Optional<String> problem(String deployment, RotationState rotation) {
        // The client puts a name into the path as it is, and an older CRD let any text through.
        if (!DnsName.is(deployment)) {
            return Optional.of("that is not the name of a Deployment.");
        }
        var resource = rotation.account().resource();
        var found = client.apps()
                .deployments()
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(deployment);
        try {
            return Optional.ofNullable(found.get())
                    .map(one -> problem(one, resource))
                    .orElseGet(() -> Optional.of("there is none of this name."))
                    .or(() -> restarted(found, rotation));
        } catch (KubernetesClientException e) {
            return Optional.of(
                    e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                            ? "the platform team did not give Lakou the right to restart Deployments here (restartDeployments in the chart)."
                            : "the API answered %d.".formatted(e.getCode()));
        }
    }

    private static Optional<String> problem(Deployment found, HasMetadata resource) {
        var name = resource.getMetadata().getName();
        return consents(found, name)
                ? Optional.empty()
                : Optional.of("it does not allow that. Whoever may change it can set its annotation %s: %s."
                        .formatted(CONSENT, name));
    }

    private static boolean consents(Deployment deployment, String resource) {
        return Stream.of(Optional.ofNullable(deployment.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .getOrDefault(CONSENT, "")
                        .split(","))
                .map(String::strip)
                .anyMatch(resource::equals);
    }

    /** The same annotation twice restarts nothing. */
    private static Optional<String> restarted(RollableScalableResource<Deployment> found, RotationState rotation) {
        found.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}}}"
                        .formatted(IssuedPassword.ROTATED_AT, rotation.issued().at()));
        return Optional.empty();
    }
}
