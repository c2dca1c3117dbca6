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
import org.jspecify.annotations.Nullable;

/**
 * Restarts the Deployments that read their credential only when they start. Whoever writes a ServiceSchema may have no
 * right to touch a Deployment, so the Deployment has to name the resource.
 */
@Singleton
public class Restarts {
    /** On a Deployment: the ServiceSchemas and SchemaReaders, with commas, after whose rotation it may be restarted. */
    private static final String CONSENT = IssuedPassword.PREFIX + "restart-after-rotation";

    private static final String MOVED_AT = IssuedPassword.PREFIX + "moved-at";

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
                    .forEach(deployment -> restart(
                            deployment,
                            rotation.account().resource(),
                            new Stamp(
                                    IssuedPassword.ROTATED_AT,
                                    rotation.issued().at().toString()),
                            "Restart it before the former credential ends."));
        }
    }

    /**
     * Restarts what has not been restarted since the service is on another server.
     *
     * @param time when that began
     */
    public void afterMove(HasMetadata resource, @Nullable RotationSpec rotation, String time) {
        Optional.ofNullable(rotation)
                .map(RotationSpec::restart)
                .orElse(List.of())
                .forEach(deployment -> restart(
                        deployment,
                        resource,
                        new Stamp(MOVED_AT, time),
                        "It may still call the former server, which is closed to it: restart it."));
    }

    private void restart(String deployment, HasMetadata resource, Stamp stamp, String otherwise) {
        problem(deployment, resource, stamp)
                .ifPresent(problem -> events.failed(
                        resource,
                        "RestartFailed",
                        "Deployment \"%s\", which spec.rotation.restart names, was not restarted: %s %s"
                                .formatted(deployment, problem, otherwise)));
    }

    private Optional<String> problem(String deployment, HasMetadata resource, Stamp stamp) {
        // The client puts a name into the path as it is, and an older CRD let any text through.
        if (!DnsName.is(deployment)) {
            return Optional.of("that is not the name of a Deployment.");
        }
        var found = client.apps()
                .deployments()
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(deployment);
        try {
            return Optional.ofNullable(found.get())
                    .map(one -> problem(one, resource))
                    .orElseGet(() -> Optional.of("there is none of this name."))
                    .or(() -> restarted(found, stamp));
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
    private static Optional<String> restarted(RollableScalableResource<Deployment> found, Stamp stamp) {
        found.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}}}"
                        .formatted(stamp.annotation(), stamp.time()));
        return Optional.empty();
    }

    /** By what a Deployment shows that it was restarted for a reason. */
    private record Stamp(String annotation, String time) {}
}
