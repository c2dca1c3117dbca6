package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.move.Finding;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.Suspension;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a move concerns, and whether it may concern it. */
@Singleton
class MoveSubjects {
    private final ResourceIndex resources;
    private final SchemaElsewhere elsewhere;
    private final Installation installation;

    MoveSubjects(ResourceIndex resources, SchemaElsewhere elsewhere, Installation installation) {
        this.resources = resources;
        this.elsewhere = elsewhere;
        this.installation = installation;
    }

    /** The service that the move names, of its own namespace. */
    Optional<ServiceSchema> schema(SchemaMove move) {
        return resources.schema(
                move.getMetadata().getNamespace(), move.getSpec().schemaRef().name());
    }

    /** @throws StalledException when there is no server, or people asked Lakou to keep its hands off */
    MoveSubject of(SchemaMove move, ServiceSchema schema, Context<SchemaMove> context) {
        var from = Optional.ofNullable(move.getStatus())
                .filter(status -> StatusDraft.phase(move) != Phase.Checking)
                .map(SchemaMoveStatus::from)
                .orElseGet(() -> EffectiveServer.of(schema));
        var subject = new MoveSubject(
                move,
                schema,
                installation.marker(schema),
                elsewhere.reach(schema, from, context),
                elsewhere.reach(schema, move.getSpec().to().serverRef().name(), context),
                context);
        Stream.of(subject.source(), subject.target())
                .map(server ->
                        new Suspension(Boolean.TRUE.equals(schema.getSpec().suspend()), Optional.of(server.resource())))
                .filter(Suspension::holds)
                .findFirst()
                .ifPresent(suspension -> {
                    throw new StalledException(
                            Reason.Suspended,
                            suspension
                                    .outcome(Optional.of("The move waits until it is false."))
                                    .message());
                });
        return subject;
    }

    /** @throws StalledException when the move may not begin */
    void requireBeginning(MoveSubject subject) {
        MoveBeginning.require(
                subject.move(),
                subject.schema(),
                subject.source().name(),
                subject.context().getPrimaryCache());
    }

    /** What else speaks against a beginning, all of it; no server is asked. */
    List<Finding> objections(MoveSubject subject) {
        var objections = new ArrayList<Finding>();
        var schema = subject.schema();
        try {
            MoveBeginning.requireReady(schema);
        } catch (StalledException e) {
            objections.add(Finding.refusing(e.outcome().message()));
        }
        try {
            elsewhere.admit(schema, subject.target().name(), subject.context());
        } catch (StalledException e) {
            objections.add(Finding.refusing(e.outcome().message()));
        }
        return objections;
    }
}
