package dev.lakou.cli.plan;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.move.ForeseenMove;
import dev.lakou.kubernetes.reconcile.Suspension;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator would do with a SchemaMove, as far as the cluster tells: the service may not be there yet that the two
 * servers would have to be asked about.
 *
 * @param servers with the one that the service goes to
 */
record MoveForesight(Listing listing, SharedServers servers, KubernetesClient client) {

    /** What the API server would refuse; whoever reads the manifest needs it. */
    static void requireComplete(SchemaMove move) {
        var spec = move.getSpec();
        if (spec.schemaRef() == null || spec.schemaRef().name() == null || spec.to() == null) {
            throw new Failure(
                    "SchemaMove \"%s\" needs spec.schemaRef.name, the ServiceSchema that moves, and spec.to.serverRef.name, its next DatabaseServer."
                            .formatted(move.getMetadata().getName()));
        }
        Foresight.require(move, spec.to().serverRef());
    }

    /** @throws StalledException when it would be refused */
    Planned planned(SchemaMove move) {
        var schema = listing.schemas()
                .get(new ResourceID(
                        move.getSpec().schemaRef().name(), move.getMetadata().getNamespace()));
        var steps = ForeseenMove.steps(move, schema, listing.moves());
        if (!steps.isEmpty()) {
            schema.ifPresent(
                    one -> requireAdmission(one, move.getSpec().to().serverRef().name()));
        }
        var notes = Stream.of(
                        schema.flatMap(one -> suspension(one, move)).map(Planned::words),
                        ForeseenMove.progress(move),
                        Optional.of(ForeseenMove.NOT_LOOKED_AT).filter(note -> !steps.isEmpty()))
                .flatMap(Optional::stream)
                .toList();
        return Planned.inWords(move, steps, notes);
    }

    private void requireAdmission(ServiceSchema schema, String target) {
        new ServerAdmission(servers)
                .admit(schema, target, new ListedContext<>(schema, target, listing.schemas(), listing, client));
    }

    private Optional<Suspension> suspension(ServiceSchema schema, SchemaMove move) {
        return Stream.of(
                        EffectiveServer.of(schema),
                        move.getSpec().to().serverRef().name())
                .map(ResourceID::new)
                .map(server -> new Suspension(
                        Boolean.TRUE.equals(schema.getSpec().suspend()),
                        listing.servers().get(server)))
                .filter(Suspension::holds)
                .findFirst();
    }
}
