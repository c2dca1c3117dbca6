package dev.lakou.kubernetes.secret;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Secrets of one resource, as one round sees them: found by their names, written only when they differ. */
public final class OwnedSecrets {
    /** Two resources that name one Secret must not both find that it is free. */
    private static final List<Object> MAKING =
            Stream.generate(Object::new).limit(64).toList();

    private final HasMetadata owner;
    private final Context<?> context;
    private final Map<String, Optional<Secret>> seen = new HashMap<>();

    public OwnedSecrets(HasMetadata owner, Context<?> context) {
        this.owner = owner;
        this.context = context;
    }

    /** What may tell the account's password: under its present names, and under the one that its status tells. */
    public SecretContents contents(Account account) {
        var named = account.secrets().stream()
                .flatMap(name -> find(name).stream())
                .filter(secret -> SecretOwnership.of(secret, owner) != SecretOwnership.ANOTHERS);
        var former = account.toldSecret().filter(name -> !name.equals(account.secret())).flatMap(this::find).stream()
                .filter(secret -> SecretOwnership.of(secret, owner) == SecretOwnership.OURS);
        var secrets = Stream.concat(named, former).toList();
        return new SecretContents(
                secrets.stream()
                        .flatMap(secret -> ReadablePasswords.in(secret).stream())
                        .distinct()
                        .toList(),
                secrets.stream().findFirst().map(secret -> PasswordRecord.hint(secret.getMetadata())));
    }

    /**
     * @param password the account's present one: a Secret of nobody's that tells it was the account's before
     * @throws StalledException when a Secret of this name is somebody else's, or not to be changed into this one
     */
    void requireFree(String name, String type, Password password) {
        find(name).ifPresent(secret -> {
            var ownership = SecretOwnership.of(secret, owner);
            if (ownership == SecretOwnership.ANOTHERS
                    || ownership == SecretOwnership.NOBODYS
                            && !ReadablePasswords.in(secret).contains(password)) {
                throw new StalledException(
                        Reason.SecretConflict,
                        "The Secret \"%s\" exists and is not this resource's; it is left as it is. Choose another spec.secret.name, or delete that Secret."
                                .formatted(name));
            }
            if (!type.equals(secret.getType())) {
                throw new StalledException(
                        Reason.SecretConflict,
                        "The Secret \"%s\" is of the type \"%s\", which nobody can change; it should be \"%s\". Delete it: Lakou makes it anew, with a new password."
                                .formatted(name, secret.getType(), type));
            }
        });
    }

    /** @throws StaleViewException when the Secret is not what was last seen of it */
    void requireSeen(String name) {
        if (!live(name).map(OwnedSecrets::version).equals(find(name).map(OwnedSecrets::version))) {
            throw StaleViewException.ofSecret(name);
        }
    }

    /**
     * Has the API server say whether it would take the Secret.
     *
     * @throws RuntimeException as {@link #write}
     */
    void tryOut(DesiredSecret desired) {
        var current = find(desired.name());
        requireMutable(current);
        refusing(desired.name(), () -> context.getClient()
                .resource(desired.secret(owner, current.map(OwnedSecrets::version)))
                .dryRun(true)
                .fieldManager(context.getControllerConfiguration().fieldManager())
                .forceConflicts()
                .serverSideApply());
    }

    /** Whether the Secret would have to be written. */
    boolean isOutdated(DesiredSecret desired) {
        return find(desired.name())
                .filter(secret -> desired.isSaidBy(secret, owner))
                .isEmpty();
    }

    /** Makes the Secret what {@code desired} says; a Secret that says so already is not written. */
    void write(DesiredSecret desired) {
        if (!isOutdated(desired)) {
            return;
        }
        var current = find(desired.name());
        requireMutable(current);
        var written = current.map(secret -> replace(secret, desired)).orElseGet(() -> make(desired));
        seen.put(desired.name(), Optional.of(written));
    }

    /** Deletes the Secrets that went out of use: renamed, or no longer wanted. */
    public void deleteAllBut(Set<String> names) {
        cached().stream()
                .filter(secret -> !names.contains(secret.getMetadata().getName()))
                .filter(secret -> SecretOwnership.of(secret, owner) == SecretOwnership.OURS)
                .forEach(secret -> context.getClient().resource(secret).delete());
    }

    /** Our own Secrets are watched; those that lost label or owner, and those of others, are seen by asking. */
    private Optional<Secret> find(String name) {
        return seen.computeIfAbsent(name, asked -> cached().stream()
                .filter(secret -> secret.getMetadata().getName().equals(asked))
                .findFirst()
                .or(() -> live(asked)));
    }

    private Collection<Secret> cached() {
        return context.getSecondaryResources(Secret.class);
    }

    private Optional<Secret> live(String name) {
        return Optional.ofNullable(context.getClient()
                .secrets()
                .inNamespace(owner.getMetadata().getNamespace())
                .withName(name)
                .get());
    }

    private Secret make(DesiredSecret desired) {
        var key = owner.getMetadata().getNamespace() + "/" + desired.name();
        synchronized (MAKING.get(Math.floorMod(key.hashCode(), MAKING.size()))) {
            if (live(desired.name()).isPresent()) {
                throw StaleViewException.ofSecret(desired.name());
            }
            return apply(desired, Optional.empty());
        }
    }

    private Secret replace(Secret current, DesiredSecret desired) {
        var foreign = desired.foreignKeys(current);
        var version = foreign.isEmpty() ? version(current) : version(withoutKeys(current, foreign));
        return apply(desired, Optional.of(version));
    }

    /** Pods take each key of it into their environment, and whoever may write Secrets must not choose what a service runs with. */
    private Secret withoutKeys(Secret current, Set<String> keys) {
        // The API server lets letters, digits and -._ into a key.
        var nothing = keys.stream().map("\"%s\": null"::formatted).collect(Collectors.joining(", "));
        var patch =
                "{\"metadata\": {\"resourceVersion\": \"%s\"}, \"data\": {%s}}".formatted(version(current), nothing);
        return refusing(
                current.getMetadata().getName(),
                () -> context.getClient().resource(current).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** @param version what was seen: who has not seen the newest one must not write, since its password would be lost */
    private Secret apply(DesiredSecret desired, Optional<String> version) {
        return refusing(
                desired.name(), () -> context.resourceOperations().serverSideApply(desired.secret(owner, version)));
    }

    private static Secret refusing(String name, Supplier<Secret> write) {
        try {
            return write.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                throw StaleViewException.ofSecret(name);
            }
            throw SecretRejection.of(name, e)
                    .<RuntimeException>map(refusal -> refusal)
                    .orElse(e);
        }
    }

    private static void requireMutable(Optional<Secret> current) {
        current.filter(secret -> Boolean.TRUE.equals(secret.getImmutable())).ifPresent(secret -> {
            throw new StalledException(
                    Reason.SecretConflict,
                    "The Secret \"%s\" is immutable, so that nobody can write into it what it should say. Delete it: Lakou makes it anew, with a new password."
                            .formatted(secret.getMetadata().getName()));
        });
    }

    private static String version(Secret secret) {
        return secret.getMetadata().getResourceVersion();
    }
}
