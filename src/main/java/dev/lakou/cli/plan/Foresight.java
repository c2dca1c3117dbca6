package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServerReference;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ListedResources;
import dev.lakou.cli.cluster.Servers;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.reader.ReaderPreview;
import dev.lakou.kubernetes.reconcile.ForeseenChanges;
import dev.lakou.kubernetes.reconcile.Suspension;
import dev.lakou.kubernetes.schema.SchemaPreview;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Foresees what becomes of manifests in one cluster, as if all of them were applied. */
final class Foresight implements AutoCloseable {
    private final Cluster cluster;
    private final List<HasMetadata> manifests;
    private final DryRun dryRun;
    private final Listing listing;
    private final SharedServers servers = Servers.all();
    private final SchemaPreview schemas;
    private final ReaderPreview readers;

    Foresight(Cluster cluster, List<HasMetadata> manifests, Terminal terminal) {
        this.cluster = cluster;
        this.dryRun = new DryRun(cluster.client(), terminal);
        this.listing = Listing.of(cluster.client(), manifests.stream().anyMatch(SchemaMove.class::isInstance));
        this.manifests = manifests;
        var installation = cluster.installation();
        this.schemas = SchemaPreview.of(installation, servers, cluster.client(), listing.schemas(), listing.readers());
        this.readers = ReaderPreview.of(installation, servers, cluster.client(), listing.schemas(), listing.readers());
    }

    /** Servers come first: what is on them is judged by what becomes of them. */
    List<Planned> planned() {
        var intended = manifests.stream()
                .map(this::intended)
                .sorted(Comparator.comparing(one -> !(one instanceof DatabaseServer)))
                .toList();
        return intended.stream().map(this::planned).toList();
    }

    @Override
    public void close() {
        servers.names().forEach(servers::close);
    }

    private HasMetadata intended(HasMetadata manifest) {
        if (manifest instanceof DatabaseServer server) {
            return intended(server, listing.servers(), new DatabaseServer());
        }
        if (manifest.getMetadata().getNamespace() == null) {
            manifest.getMetadata().setNamespace(cluster.namespace());
        }
        if (manifest instanceof SchemaMove move) {
            return intended(move, listing.moves(), new SchemaMove());
        }
        return manifest instanceof SchemaReader reader
                ? intended(reader, listing.readers(), new SchemaReader())
                : intended((ServiceSchema) manifest, listing.schemas(), new ServiceSchema());
    }

    private static <S, T, R extends CustomResource<S, T>> R intended(R manifest, ListedResources<R> among, R blank) {
        serverOf(manifest);
        var intended = Intended.of(manifest, among.get(ResourceID.fromResource(manifest)), blank);
        among.replace(intended);
        return intended;
    }

    /** The name of the DatabaseServer that it is, or is on. */
    private static String serverOf(HasMetadata resource) {
        if (resource instanceof ServiceSchema schema) {
            require(schema, schema.getSpec().serverRef());
            return EffectiveServer.of(schema);
        }
        if (resource instanceof SchemaReader reader) {
            require(reader, reader.getSpec().serverRef());
            return reader.getSpec().serverRef().name();
        }
        if (resource instanceof SchemaMove move) {
            MoveForesight.requireComplete(move);
            return move.getSpec().to().serverRef().name();
        }
        return resource.getMetadata().getName();
    }

    static void require(HasMetadata resource, @Nullable ServerReference reference) {
        if (reference == null || reference.name() == null) {
            throw new Failure("%s \"%s\" has no spec.serverRef, which names its DatabaseServer."
                    .formatted(resource.getKind(), resource.getMetadata().getName()));
        }
    }

    private Planned planned(HasMetadata resource) {
        try {
            dryRun.of(resource);
            if (resource instanceof SchemaMove move) {
                open(serverOf(move));
                return new MoveForesight(listing, servers, cluster.client()).planned(move);
            }
            return Planned.of(resource, foreseen(resource), suspension(resource));
        } catch (StalledException | DatabaseException e) {
            return Planned.refused(resource, Outcome.of(e));
        }
    }

    private ForeseenChanges foreseen(HasMetadata resource) {
        var name = serverOf(resource);
        var server = open(name);
        if (resource instanceof ServiceSchema schema) {
            return schemas.of(schema, new ListedContext<>(schema, name, listing.schemas(), listing, cluster.client()));
        }
        if (resource instanceof SchemaReader reader) {
            return readers.of(reader, new ListedContext<>(reader, name, listing.readers(), listing, cluster.client()));
        }
        return ServerForesight.of(
                server.orElseThrow(), servers.find(name).orElseThrow().server());
    }

    private Optional<DatabaseServer> open(String name) {
        var server = listing.servers().get(new ResourceID(name));
        if (servers.find(name).isEmpty()) {
            server.ifPresent(one -> servers.open(name, cluster.configuration(one)));
        }
        return server;
    }

    private Suspension suspension(HasMetadata resource) {
        return new Suspension(
                resource instanceof ServiceSchema schema
                        && Boolean.TRUE.equals(schema.getSpec().suspend()),
                listing.servers().get(new ResourceID(serverOf(resource))));
    }
}
