package dev.lakou.kubernetes.schema;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Identifier;
import java.util.Optional;

/**
 * The names that a ServiceSchema stands for, its own or their defaults.
 *
 * @param secret the Secret with the keys for the service's environment
 * @param bindingSecret the Secret in the form of servicebinding.io, where it is wanted
 */
record Names(Identifier schema, Identifier user, String secret, Optional<String> bindingSecret) {

    static Names of(ServiceSchema resource) {
        var spec = resource.getSpec();
        var name = resource.getMetadata().getName();
        var schema = Optional.ofNullable(spec.schema())
                .orElseGet(() -> name.replace('-', '_').replace('.', '_'));
        var secretSpec = Optional.ofNullable(spec.secret());
        var secret = secretSpec.map(SecretSpec::name).orElseGet(() -> name + "-database");
        return new Names(
                new Identifier(schema),
                new Identifier(Optional.ofNullable(spec.user()).orElseGet(() -> schema + "_user")),
                secret,
                secretSpec
                        .filter(wanted -> Boolean.TRUE.equals(wanted.serviceBinding()))
                        .map(wanted -> secret + "-binding"));
    }
}
