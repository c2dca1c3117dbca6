package dev.lakou.kubernetes.secret;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Secrets of one resource: found by their owner reference, written only when they differ. */
public final class OwnedSecrets {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String LAKOU = "lakou";

    private static final int HTTP_UNPROCESSABLE = 422;

    private final HasMetadata owner;
    private final Context<?> context;

    public OwnedSecrets(HasMetadata owner, Context<?> context) {
        this.owner = owner;
        this.context = context;
    }

    Collection<Secret> all() {
        return context.getSecondaryResources(Secret.class);
    }

    /**
     * @throws Refusal when a Secret of this name is somebody else's
     * @throws StaleViewException when it is ours and was not seen yet: its password must not be replaced
     */
    void requireFree(String name) {
        if (cached(name).isPresent()) {
            return;
        }
        // Only our own Secrets are watched; a stranger's is seen by asking.
        live(name).ifPresent(secret -> {
            if (owns(secret)) {
                throw StaleViewException.ofSecret(name);
            }
            throw new StalledException(
                    Reason.SecretConflict,
                    "The Secret \"%s\" exists and is not this resource's; it is left as it is. Choose another spec.secret.name, or delete that Secret."
                            .formatted(name));
        });
    }

    /** @throws StaleViewException when the Secret is not what was last seen of it */
    void requireSeen(String name) {
        if (!live(name).map(OwnedSecrets::version).equals(cached(name).map(OwnedSecrets::version))) {
            throw StaleViewException.ofSecret(name);
        }
    }

    /** Makes the Secret what {@code desired} says; a Secret that says so already is not written. */
    void write(DesiredSecret desired) {
        var labels = new HashMap<>(desired.labels());
        labels.put(MANAGED_BY, LAKOU);
        var current = cached(desired.name());
        if (current.filter(secret -> says(secret, desired, labels)).isPresent()) {
            return;
        }
        var secret = new SecretBuilder()
                .withNewMetadata()
                // Who has not seen the newest one must not write: its password would be lost.
                .withResourceVersion(current.map(OwnedSecrets::version).orElse(null))
                .withName(desired.name())
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(labels)
                .withAnnotations(desired.annotations())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(owner.getApiVersion())
                        .withKind(owner.getKind())
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                // The type of a Secret cannot be changed: it stays what it was at birth.
                .withType(current.map(Secret::getType).orElse(desired.type()))
                .withData(desired.encodedKeys())
                .build();
        try {
            context.resourceOperations().serverSideApply(secret);
        } catch (KubernetesClientException e) {
            throw switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> StaleViewException.ofSecret(desired.name());
                case HTTP_UNPROCESSABLE -> refused(desired.name(), e);
                default -> e;
            };
        }
    }

    /** Deletes the Secrets that went out of use: renamed, or no longer wanted. */
    public void deleteAllBut(Set<String> names) {
        all().stream()
                .filter(secret -> !names.contains(secret.getMetadata().getName()))
                .forEach(secret -> context.getClient().resource(secret).delete());
    }

    /** Of what is not metadata, only the field is named: the rest could be a value of the Secret. */
    private static StalledException refused(String name, KubernetesClientException exception) {
        var causes = Optional.ofNullable(exception.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of())
                .stream()
                .map(cause ->
                        cause.getField() + (cause.getField().startsWith("metadata.") ? ": " + cause.getMessage() : ""))
                .collect(Collectors.joining("; "));
        return new StalledException(
                Reason.InvalidSpec,
                "The API server does not take the Secret \"%s\" that spec.secret describes: %s. Correct it."
                        .formatted(name, causes));
    }

    private Optional<Secret> live(String name) {
        return Optional.ofNullable(context.getClient()
                .secrets()
                .inNamespace(owner.getMetadata().getNamespace())
                .withName(name)
                .get());
    }

    private static String version(Secret secret) {
        return secret.getMetadata().getResourceVersion();
    }

    private Optional<Secret> cached(String name) {
        return all().stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst();
    }

    private boolean owns(HasMetadata secret) {
        return secret.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }

    private static boolean says(Secret current, DesiredSecret desired, Map<String, String> labels) {
        var metadata = current.getMetadata();
        return desired.encodedKeys().equals(current.getData())
                && metadata.getLabels().entrySet().containsAll(labels.entrySet())
                && Optional.ofNullable(metadata.getAnnotations())
                        .orElse(Map.of())
                        .entrySet()
                        .containsAll(desired.annotations().entrySet());
    }
}
