package dev.lakou.kubernetes.access;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The names that a ServiceSchema stands for, its own or their defaults.
 *
 * @param extraSchemas those that it has beside the first
 * @param secret the Secret with the keys for the service's environment
 */
public record Names(Identifier schema, List<Identifier> extraSchemas, Identifier user, String secret) {
    public Names {
        extraSchemas = List.copyOf(extraSchemas);
    }

    /** All of its schemas, the first one first. */
    public List<Identifier> schemas() {
        return Stream.concat(Stream.of(schema), extraSchemas.stream()).toList();
    }

    /** The same with those of the further schemas only. */
    Names withExtraSchemas(Predicate<Identifier> which) {
        return new Names(schema, extraSchemas.stream().filter(which).toList(), user, secret);
    }

    public static Names of(ServiceSchema resource) {
        var spec = resource.getSpec();
        var name = resource.getMetadata().getName();
        var schema = Optional.ofNullable(spec.schema())
                .orElseGet(() -> name.replace('-', '_').replace('.', '_'));
        return new Names(
                new Identifier(schema),
                Optional.ofNullable(spec.extraSchemas()).orElse(List.of()).stream()
                        .map(Identifier::new)
                        .toList(),
                new Identifier(Optional.ofNullable(spec.user()).orElseGet(() -> schema + "_user")),
                Optional.ofNullable(spec.secret()).map(SecretSpec::name).orElseGet(() -> name + "-database"));
    }
}
