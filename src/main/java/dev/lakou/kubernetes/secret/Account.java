package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.SecretSpec;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * A user that a resource asks for, and the Secret that tells its credential.
 *
 * @param secret the name of the Secret with the keys for an environment
 * @param secretSpec what the resource says of that Secret
 * @param told what its status told last of the rotation
 */
public record Account(
        HasMetadata resource,
        Identifier user,
        String secret,
        Optional<SecretSpec> secretSpec,
        Optional<RotationSpec> rotation,
        Optional<RotationStatus> told) {

    /** On a resource: rotate its credentials now. Each new value asks once. */
    static final String ROTATE = IssuedPassword.PREFIX + "rotate";

    /** The Secret in the form of servicebinding.io, where it is wanted. */
    public Optional<String> bindingSecret() {
        return secretSpec
                .filter(wanted -> Boolean.TRUE.equals(wanted.serviceBinding()))
                .map(wanted -> secret + "-binding");
    }

    /** The value of the annotation that asks for a rotation. */
    Optional<String> request() {
        return Optional.ofNullable(Optional.ofNullable(resource.getMetadata().getAnnotations())
                .orElse(Map.of())
                .get(ROTATE));
    }
}
