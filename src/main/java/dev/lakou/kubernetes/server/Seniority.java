package dev.lakou.kubernetes.server;

import dev.lakou.api.ServiceSchema;
import java.util.Comparator;

/** Who goes first where there is not enough for all. */
public final class Seniority {
    /** The API server counts in seconds; names decide between those of one second. */
    public static final Comparator<ServiceSchema> OLDEST_FIRST = Comparator.comparing(
                    (ServiceSchema schema) -> schema.getMetadata().getCreationTimestamp())
            .thenComparing(schema -> schema.getMetadata().getNamespace())
            .thenComparing(schema -> schema.getMetadata().getName());

    private Seniority() {}
}
