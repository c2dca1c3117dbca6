package dev.lakou.cli.plan;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a resource will be once its manifest is applied. */
final class Intended {
    private Intended() {}

    /**
     * The spec of the manifest, with the history of the one that is in the cluster, where there is one.
     *
     * @param blank one of this kind
     */
    static <S, T, R extends CustomResource<S, T>> R of(R manifest, Optional<R> present, R blank) {
        blank.setSpec(manifest.getSpec());
        blank.setMetadata(present.map(one -> applied(one.getMetadata(), manifest.getMetadata()))
                .orElseGet(() -> made(manifest.getMetadata())));
        present.map(CustomResource::getStatus).ifPresent(blank::setStatus);
        return blank;
    }

    private static ObjectMeta applied(ObjectMeta present, ObjectMeta manifest) {
        return new ObjectMetaBuilder(present)
                .withAnnotations(merged(present.getAnnotations(), manifest.getAnnotations()))
                .withLabels(merged(present.getLabels(), manifest.getLabels()))
                .build();
    }

    /** As the API server would make it. */
    private static ObjectMeta made(ObjectMeta manifest) {
        return new ObjectMetaBuilder(manifest)
                .withUid(UUID.randomUUID().toString())
                .withGeneration(1L)
                .withCreationTimestamp(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }

    private static Map<String, String> merged(
            @Nullable Map<String, String> present, @Nullable Map<String, String> manifest) {
        var merged = new HashMap<>(Optional.ofNullable(present).orElse(Map.of()));
        merged.putAll(Optional.ofNullable(manifest).orElse(Map.of()));
        return merged;
    }
}
