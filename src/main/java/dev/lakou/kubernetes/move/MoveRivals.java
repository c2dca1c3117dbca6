package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.kubernetes.server.CreationOrder;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Of several moves of one service, the one that has begun goes on; of those that have not, the oldest. */
final class MoveRivals {
    private static final Set<Phase> OVER = EnumSet.of(Phase.Keeping, Phase.Finished, Phase.CalledOff);

    private MoveRivals() {}

    /** The one that goes before this one. */
    static Optional<SchemaMove> ahead(SchemaMove move, IndexedResourceCache<SchemaMove> all) {
        return all.list(other -> isOfTheSame(move, other) && !OVER.contains(StatusDraft.phase(other)))
                .filter(other -> hasBegun(other) || CreationOrder.OLDEST_FIRST.compare(other, move) < 0)
                .findFirst();
    }

    private static boolean hasBegun(SchemaMove move) {
        return StatusDraft.phase(move) != Phase.Checking;
    }

    private static boolean isOfTheSame(SchemaMove move, SchemaMove other) {
        var metadata = move.getMetadata();
        return other.getMetadata().getNamespace().equals(metadata.getNamespace())
                && !other.getMetadata().getName().equals(metadata.getName())
                && other.getSpec()
                        .schemaRef()
                        .name()
                        .equals(move.getSpec().schemaRef().name());
    }
}
