package dev.lakou.kubernetes.server;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import java.text.ParseException;
import java.time.Duration;

/** Reads durations as Kubernetes writes them, such as {@code 1h30m}. */
public final class Durations {
    private Durations() {}

    /**
     * @param field where it stands, below {@code spec}
     * @throws StalledException when it is none; the CRD lets few of these through
     */
    public static Duration parse(String field, String text) {
        try {
            return io.fabric8.kubernetes.api.model.Duration.parse(text).getDuration();
        } catch (ParseException e) {
            throw new StalledException(
                    Reason.InvalidSpec, "spec.%s \"%s\" is not a duration such as 5m.".formatted(field, text));
        }
    }
}
