package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where a user stands in the rotation of its credential.
 *
 * @param count how many times it was rotated
 * @param message what is waited for
 * @param lastTime when the present credential was issued (RFC 3339)
 * @param nextTime when the next one is due; absent where only a request rotates
 * @param request the value of the annotation lakou.dev/rotate that the present credential answers
 * @param fingerprint by which the password that was issued is known again; it tells nothing of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationStatus(
        Phase phase,
        int count,
        @Nullable String message,
        @Nullable String lastTime,
        @Nullable String nextTime,
        @Nullable @Size(max = 128) String request,
        @Nullable @Size(max = 64) String fingerprint) {
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
