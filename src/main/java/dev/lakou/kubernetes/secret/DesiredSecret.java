package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A Secret as it should be. Its keys do not print.
 *
 * @param labels those of the spec
 * @param annotations those of the spec
 */
record DesiredSecret(
        String name,
        String type,
        Map<String, String> keys,
        Map<String, String> labels,
        Map<String, String> annotations,
        IssuedPassword issued) {
    /**
     * A digest of what the spec wants of labels and annotations. Others may add theirs, so that what left the spec is not
     * seen on the Secret; it leaves with the next write, and this is what differs until then.
     */
    static final String METADATA = IssuedPassword.PREFIX + "metadata";

    private static final int DIGITS = 16;

    /** @param version of the Secret that it takes the place of */
    Secret secret(HasMetadata owner, Optional<String> version) {
        return new SecretBuilder()
                .withNewMetadata()
                .withResourceVersion(version.orElse(null))
                .withName(name)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(allLabels(owner))
                .withAnnotations(allAnnotations())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(owner.getApiVersion())
                        .withKind(owner.getKind())
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .withType(type)
                .withData(encodedKeys())
                .build();
    }

    boolean isSaidBy(Secret current, HasMetadata owner) {
        var metadata = current.getMetadata();
        var found = Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of());
        var wanted = allAnnotations();
        return encodedKeys().equals(current.getData())
                && SecretOwnership.of(current, owner) == SecretOwnership.OURS
                && Optional.ofNullable(metadata.getLabels())
                        .orElse(Map.of())
                        .entrySet()
                        .containsAll(allLabels(owner).entrySet())
                && found.entrySet().containsAll(wanted.entrySet())
                && Objects.equals(found.get(METADATA), wanted.get(METADATA));
    }

    /** The keys of this Secret that are not among the desired ones. */
    Set<String> foreignKeys(Secret current) {
        var found = new HashSet<>(
                Optional.ofNullable(current.getData()).orElse(Map.of()).keySet());
        found.removeAll(keys.keySet());
        return found;
    }

    private Map<String, String> encodedKeys() {
        return keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, key -> Base64.getEncoder()
                .encodeToString(key.getValue().getBytes(UTF_8))));
    }

    private Map<String, String> allLabels(HasMetadata owner) {
        var all = new TreeMap<>(labels);
        all.putAll(SecretLabels.of(owner));
        return all;
    }

    private Map<String, String> allAnnotations() {
        var all = new TreeMap<>(annotations);
        all.putAll(issued.annotations());
        if (!labels.isEmpty() || !annotations.isEmpty()) {
            all.put(
                    METADATA,
                    Fingerprint.digest(new TreeMap<>(labels) + "/" + new TreeMap<>(annotations))
                            .substring(0, DIGITS));
        }
        return all;
    }

    @Override
    public String toString() {
        return "Secret " + name + " with the keys " + new TreeSet<>(keys.keySet());
    }
}
