package dev.lakou.kubernetes.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of a resource could not be read. */
public final class Unreadable {
    /** An annotation that only copies in this process have. */
    static final String MARK = "lakou.dev/unreadable";

    private Unreadable() {}

    /** What to tell whoever wrote the resource; empty where all of it was read. */
    public static Optional<String> message(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of()).entrySet().stream()
                .filter(annotation -> annotation.getKey().equals(MARK))
                .findFirst()
                .map(mark ->
                        "%s. Mend it (kubectl explain %s.spec tells what each field takes); until then Lakou leaves everything as it is."
                                .formatted(mark.getValue(), resource.getKind().toLowerCase(Locale.ROOT)));
    }
}
