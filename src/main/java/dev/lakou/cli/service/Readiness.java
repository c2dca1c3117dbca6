package dev.lakou.cli.service;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;

/** What a ServiceSchema says of itself. */
final class Readiness {
    private Readiness() {}

    static String words(ServiceSchema resource) {
        return condition(resource, Conditions.READY)
                .map(ready -> "Ready is %s, %s: %s".formatted(ready.getStatus(), ready.getReason(), ready.getMessage()))
                .orElse("Lakou has not looked at it yet.");
    }

    static Optional<Condition> condition(ServiceSchema resource, String type) {
        return Optional.ofNullable(resource.getStatus())
                .map(ServiceSchemaStatus::conditions)
                .flatMap(conditions -> Conditions.find(type, conditions));
    }
}
