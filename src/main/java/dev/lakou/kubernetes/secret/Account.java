package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.SecretSpec;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user that a resource asks for, and the Secret that tells its credential.
 *
 * @param secret the name of the Secret with the keys for an environment
 * @param secretSpec what the resource says of that Secret
 * @param told what its status told last of the rotation
 * @param toldSecret the Secret that its status told of last
 */
public record Account(
        HasMetadata resource,
        Identifier user,
        String secret,
        Optional<SecretSpec> secretSpec,
        Optional<RotationSpec> rotation,
        Optional<RotationStatus> told,
        Optional<String> toldSecret) {

    /** On a resource: rotate its credentials now. Each new value asks once. */
    public static final String ROTATE = IssuedPassword.PREFIX + "rotate";

    private static final int LONGEST_REQUEST = 128;

    /** The Secret in the form of servicebinding.io, where it is wanted. */
    public Optional<String> bindingSecret() {
        return secretSpec
                .filter(wanted -> Boolean.TRUE.equals(wanted.serviceBinding()))
                .map(wanted -> secret + "-binding");
    }

    /** The names of its Secrets. */
    public List<String> secrets() {
        return Stream.concat(Stream.of(secret), bindingSecret().stream()).toList();
    }

    /** The value of the annotation that asks for a rotation; of a long one, what tells it from others. */
    Optional<String> request() {
        return Optional.ofNullable(Optional.ofNullable(resource.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .get(ROTATE))
                .map(value -> value.length() <= LONGEST_REQUEST ? value : Fingerprint.digest(value));
    }
}
