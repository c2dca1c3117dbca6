package dev.lakou.kubernetes.server;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/** Who goes first where there is not enough for all. */
public final class CreationOrder {
    /** The API server counts in seconds; names decide between those of one second. */
    public static final Comparator<HasMetadata> OLDEST_FIRST = Comparator.comparing(
                    (HasMetadata resource) -> resource.getMetadata().getCreationTimestamp())
            .thenComparing(resource -> resource.getMetadata().getNamespace())
            .thenComparing(resource -> resource.getMetadata().getName())
            .thenComparing(HasMetadata::getKind);

    private CreationOrder() {}
}
