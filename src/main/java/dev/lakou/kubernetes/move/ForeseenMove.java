package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveSpec.Method;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaSpec.DeletionPolicy;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.StalledException;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a SchemaMove would do, in words, as far as the resources of the cluster tell. */
public final class ForeseenMove {
    /** What is not foreseen, and where it is told. */
    public static final String NOT_LOOKED_AT =
            "The two servers were not asked. What speaks against the move there is told in status.findings of the"
                    + " SchemaMove before anything is changed; with spec.cutover OnApproval the service then stays where"
                    + " it is until it is approved, and deleting the SchemaMove calls it off.";

    private ForeseenMove() {}

    /**
     * The steps, in their order; none where the move has begun, or is over.
     *
     * @param schema the service, where there is one
     * @throws StalledException when it may not begin
     */
    public static List<String> steps(
            SchemaMove move, Optional<ServiceSchema> schema, IndexedResourceCache<SchemaMove> moves) {
        if (StatusDraft.phase(move) != Phase.Checking) {
            return List.of();
        }
        var service = MoveBeginning.require(schema, move);
        var source = EffectiveServer.of(service);
        MoveBeginning.require(move, service, source, moves);
        MoveBeginning.requireReady(service);
        return steps(move, service, source);
    }

    private static List<String> steps(SchemaMove move, ServiceSchema service, String source) {
        var name = service.getMetadata().getName();
        var target = move.getSpec().to().serverRef().name();
        var replicates = MoveSubject.method(move) == Method.Replicate;
        var steps = new ArrayList<String>();
        steps.add("look for what speaks against it on both servers, and change nothing where something does");
        steps.add("make the schema of ServiceSchema \"%s\", its logins and its empty tables on DatabaseServer \"%s\""
                .formatted(name, target));
        if (replicates) {
            steps.add("copy the rows while the service writes on");
        }
        if (!MoveSubject.isApproved(move)) {
            steps.add("wait until the annotation %s is \"true\"".formatted(MoveSubject.APPROVE));
        }
        steps.add("keep the service from writing for at most %s, %scompare both sides, and point its Secrets at \"%s\""
                .formatted(Sizes.of(MoveSubject.longestGap(move)), replicates ? "" : "copy the rows, ", target));
        steps.add("set the schema aside on DatabaseServer \"%s\", closed%s"
                .formatted(
                        source,
                        service.getSpec().deletionPolicy() == DeletionPolicy.Delete
                                ? ", and drop it after %s once that is confirmed"
                                        .formatted(Sizes.of(MoveSubject.keep(move)))
                                : ", and leave it there"));
        return steps;
    }

    /** Where a move is that has begun. */
    public static Optional<String> progress(SchemaMove move) {
        var phase = StatusDraft.phase(move);
        return phase == Phase.Checking
                ? Optional.empty()
                : Optional.of("It is in the phase %s already.".formatted(phase));
    }
}
