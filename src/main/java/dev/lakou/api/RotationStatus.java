package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a user stands in the rotation of its credential.
 *
 * @param count how many times it was rotated
 * @param message what is waited for
 * @param lastTime when the present credential was issued (RFC 3339)
 * @param nextTime when the next one is due; absent where only a request rotates
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationStatus(
        Phase phase, int count, @Nullable String message, @Nullable String lastTime, @Nullable String nextTime) {
    /** What becomes of the former credential. */
    public enum Phase {
        /** It does not work any more, or there is none. */
        Steady,
        /** It works beside the present one. */
        Overlap,
        /** The overlap is over, but sessions still use it. */
        Draining
    }
}
