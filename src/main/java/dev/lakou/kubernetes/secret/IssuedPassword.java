package dev.lakou.kubernetes.secret;

import dev.lakou.model.Password;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A password that was issued to a service.
 *
 * @param rotations how many passwords were issued before by rotation
 * @param at when
 * @param request the value of the annotation that asked for it, or that was there already
 */
public record IssuedPassword(Password password, int rotations, Instant at, Optional<String> request) {
    /** Lakou's own annotations begin so. */
    public static final String PREFIX = "lakou.dev/";

    static final String ROTATIONS = PREFIX + "rotations";
    static final String ROTATED_AT = PREFIX + "rotated-at";
    static final String REQUEST = PREFIX + "rotation-request";

    IssuedPassword next(Password another, Instant now, Optional<String> asked) {
        return new IssuedPassword(another, rotations + 1, now.truncatedTo(ChronoUnit.SECONDS), asked);
    }

    /** What people read of it on the Secret; Lakou goes by the status. */
    Map<String, String> annotations() {
        var annotations = new TreeMap<String, String>();
        if (rotations > 0) {
            annotations.put(ROTATIONS, Integer.toString(rotations));
        }
        annotations.put(ROTATED_AT, at.toString());
        request.ifPresent(value -> annotations.put(REQUEST, value));
        return annotations;
    }
}
