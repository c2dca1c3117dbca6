package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.Optional;

/** Whether a move may begin, as far as the resources of the cluster tell. */
final class MoveBeginning {
    private MoveBeginning() {}

    /** @throws StalledException when it may not */
    static ServiceSchema require(Optional<ServiceSchema> schema, SchemaMove move) {
        return schema.orElseThrow(() -> new StalledException(
                Reason.RefNotFound,
                "There is no ServiceSchema \"%s\" in this namespace. Waiting for it."
                        .formatted(move.getSpec().schemaRef().name())));
    }

    /**
     * @param source the name of the DatabaseServer that the service is on
     * @throws StalledException when it may not
     */
    static void require(SchemaMove move, ServiceSchema schema, String source, IndexedResourceCache<SchemaMove> moves) {
        var name = schema.getMetadata().getName();
        var target = move.getSpec().to().serverRef().name();
        if (source.equals(target)) {
            throw new StalledException(
                    Reason.MoveRefused,
                    "ServiceSchema \"%s\" is on DatabaseServer \"%s\" already: there is nothing to move."
                            .formatted(name, target));
        }
        MoveRivals.ahead(move, moves).ifPresent(rival -> {
            throw new StalledException(
                    Reason.MoveRefused,
                    "SchemaMove \"%s\" moves ServiceSchema \"%s\" already. Delete one of the two."
                            .formatted(rival.getMetadata().getName(), name));
        });
        if (schema.getMetadata().getDeletionTimestamp() != null) {
            throw new StalledException(Reason.RefNotFound, "ServiceSchema \"%s\" is being deleted.".formatted(name));
        }
    }

    /** @throws StalledException when the service is not as its spec wants it */
    static void requireReady(ServiceSchema schema) {
        if (!isReady(schema)) {
            throw new StalledException(
                    Reason.RefNotReady,
                    "ServiceSchema \"%s\" is not Ready as its spec wants it. Waiting for it."
                            .formatted(schema.getMetadata().getName()));
        }
    }

    private static boolean isReady(ServiceSchema schema) {
        return Optional.ofNullable(schema.getStatus())
                .flatMap(status -> Conditions.find(Conditions.READY, status.conditions()))
                .filter(ready -> ready.getStatus().equals("True")
                        && schema.getMetadata().getGeneration().equals(ready.getObservedGeneration()))
                .isPresent();
    }
}
