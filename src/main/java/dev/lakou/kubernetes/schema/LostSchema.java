package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A schema that was there and is not any more: making it anew, empty, would hide that its data is gone. */
final class LostSchema {
    /** On a ServiceSchema: make its schema anew. Its value is the name of the schema, or of those, with commas; it is taken off once used. */
    static final String RECREATE = "lakou.dev/recreate";

    private LostSchema() {}

    /** Those that were there once and are gone: the status knows of them, which a stale cache may not show yet. */
    static List<Identifier> of(
            ServiceSchema resource, DesiredSchema service, State found, Optional<State> lastDesired) {
        var status = Optional.ofNullable(resource.getStatus());
        var wasThere = new HashSet<Identifier>();
        status.map(ServiceSchemaStatus::schema).map(Identifier::new).ifPresent(wasThere::add);
        status.map(ServiceSchemaStatus::extraSchemas).orElse(List.of()).stream()
                .map(Identifier::new)
                .forEach(wasThere::add);
        lastDesired.ifPresent(last -> last.schemas().forEach(schema -> wasThere.add(schema.name())));
        return service.schemas().stream()
                .filter(wasThere::contains)
                .filter(schema -> found.schema(schema).isEmpty())
                .toList();
    }

    /** Takes the confirmation off, which holds once. @throws StalledException unless the schemas may be made anew */
    static void requireConfirmation(ServiceSchema resource, List<Identifier> lost, Context<ServiceSchema> context) {
        if (lost.isEmpty()) {
            return;
        }
        refuseUnconfirmed(resource, lost);
        context.getClient()
                .resource(resource)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": null}}}".formatted(RECREATE));
    }

    /** @throws StalledException unless somebody has confirmed that the schemas may be made anew */
    static void refuseUnconfirmed(ServiceSchema resource, List<Identifier> lost) {
        var names = lost.stream().map(Identifier::value).collect(Collectors.joining(","));
        var confirmed = Optional.ofNullable(resource.getMetadata().getAnnotations())
                .orElse(Map.of())
                .get(RECREATE);
        if (!lost.isEmpty() && !names.equals(confirmed)) {
            throw new StalledException(
                    Reason.SchemaMissing,
                    "The schema \"%s\" was there and is gone, with its data. Restore it, or set the annotation %s: \"%s\" to have it made anew, empty."
                            .formatted(names.replace(",", "\", \""), RECREATE, names));
        }
    }
}
