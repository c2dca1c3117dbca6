package dev.lakou.kubernetes.server;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** Lets a resource go whose server will not come back, without touching that server. */
public final class OrphanAnnotation {
    /** On a resource that is being deleted. */
    public static final String ANNOTATION = "lakou.dev/let-go";

    private OrphanAnnotation() {}

    public static boolean isWanted(HasMetadata resource) {
        return "true"
                .equals(Optional.ofNullable(resource.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .get(ANNOTATION));
    }
}
