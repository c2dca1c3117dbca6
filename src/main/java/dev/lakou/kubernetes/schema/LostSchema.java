package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Map;
import java.util.Optional;

/** A schema that was there and is not any more: making it anew, empty, would hide that its data is gone. */
final class LostSchema {
    /** On a ServiceSchema: make its schema anew. Its value is the name of the schema; it is taken off once used. */
    static final String RECREATE = "lakou.dev/recreate";

    private LostSchema() {}

    /** Whether the schema was there once: the status says so, which a stale cache may not show yet. */
    static boolean wasThere(ServiceSchema resource, Optional<State> lastWish) {
        return lastWish.isPresent()
                || Optional.ofNullable(resource.getStatus())
                        .map(ServiceSchemaStatus::schema)
                        .isPresent();
    }

    /** @throws Refusal unless somebody has confirmed that the schema may be made anew */
    static void requireConfirmation(ServiceSchema resource, Identifier schema, Context<ServiceSchema> context) {
        var confirmed = Optional.ofNullable(resource.getMetadata().getAnnotations())
                .orElse(Map.of())
                .get(RECREATE);
        if (!schema.value().equals(confirmed)) {
            throw new StalledException(
                    Reason.SchemaMissing,
                    "The schema \"%s\" was there and is gone, with its data. Restore it, or set the annotation %s: \"%s\" to have it made anew, empty."
                            .formatted(schema, RECREATE, schema));
        }
        context.getClient()
                .resource(resource)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": null}}}".formatted(RECREATE));
    }
}
