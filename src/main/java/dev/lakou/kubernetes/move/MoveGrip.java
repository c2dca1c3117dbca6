package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.schema.Moving;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;

/** By which a move has its service in its hands, and lets it go. */
@Singleton
class MoveGrip {
    private final Moving moving;
    private final LeaderFence fence;

    MoveGrip(Moving moving, LeaderFence fence) {
        this.moving = moving;
        this.fence = fence;
    }

    /** What the move says of it on the ServiceSchema. */
    SchemaSwitch decision(MoveSubject subject) {
        return new SchemaSwitch(
                subject.context().getClient(),
                fence,
                subject.schema(),
                subject.move().getMetadata().getName());
    }

    /** The service's own controller does nothing from then on. */
    void hold(MoveSubject subject) {
        try {
            moving.hold(subject.schema(), subject.move().getMetadata().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutOver.UndecidedException("This process ends.");
        }
    }

    /** The service's own controller goes on with it. */
    void letGo(SchemaMove move) {
        var schema = new ResourceKey(
                HasMetadata.getKind(ServiceSchema.class),
                move.getMetadata().getNamespace(),
                move.getSpec().schemaRef().name());
        moving.release(schema, move.getMetadata().getName());
    }
}
