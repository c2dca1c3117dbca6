package dev.lakou.kubernetes.secret;

import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A password that was issued to a service. Its Secret holds all of this, so that it is written in one step.
 *
 * @param rotations how many passwords were issued before by rotation
 * @param at when
 * @param request the value of the annotation that asked for it, or that was there already
 */
public record IssuedPassword(Password password, int rotations, Instant at, Optional<String> request) {
    /** Lakou's own annotations begin so. */
    public static final String PREFIX = "lakou.dev/";

    private static final String ROTATIONS = PREFIX + "rotations";
    static final String ROTATED_AT = PREFIX + "rotated-at";
    private static final String REQUEST = PREFIX + "rotation-request";

    /** Where it is written. */
    static final List<String> ANNOTATIONS = List.of(ROTATIONS, ROTATED_AT, REQUEST);

    /** What a Secret with this metadata says of its password. */
    static IssuedPassword of(Password password, ObjectMeta secret) {
        var annotations = Optional.ofNullable(secret.getAnnotations()).orElse(Map.of());
        return new IssuedPassword(
                password,
                Optional.ofNullable(annotations.get(ROTATIONS))
                        .map(Integer::parseInt)
                        .orElse(0),
                Instant.parse(Optional.ofNullable(annotations.get(ROTATED_AT)).orElseGet(secret::getCreationTimestamp)),
                Optional.ofNullable(annotations.get(REQUEST)));
    }

    IssuedPassword next(Password another, Instant now, Optional<String> asked) {
        return new IssuedPassword(another, rotations + 1, now.truncatedTo(ChronoUnit.SECONDS), asked);
    }

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
