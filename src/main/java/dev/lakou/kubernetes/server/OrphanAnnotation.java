package dev.lakou.kubernetes.server;

import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets a resource go whose server does not answer, without touching that server. One that answers is tidied up. */
public final class OrphanAnnotation {
    /** On a resource that is being deleted. */
    public static final String ANNOTATION = "lakou.dev/let-go";

    private static final Set<Reason> NO_ANSWER = Set.of(
            Reason.ServerNotFound,
            Reason.ServerNotReady,
            Reason.ServerUnreachable,
            Reason.AuthenticationFailed,
            Reason.TlsFailed,
            Reason.DatabaseNotFound);

    private OrphanAnnotation() {}

    /** Whether the resource may go although this kept its server from being tidied up. */
    public static boolean releases(HasMetadata resource, RuntimeException failure) {
        return isWanted(resource) && NO_ANSWER.contains(Outcome.of(failure).reason());
    }

    private static boolean isWanted(HasMetadata resource) {
        return "true"
                .equals(Optional.ofNullable(resource.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .get(ANNOTATION));
    }
}
