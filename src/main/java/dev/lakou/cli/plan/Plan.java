package dev.lakou.cli.plan;

import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.cluster.Manifests;
import dev.lakou.cli.cluster.Servers;
import dev.lakou.cli.terminal.ExitCode;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.Failures;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.schema.SchemaPreview;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what the operator would do with manifests. */
@Command(
        name = "plan",
        description =
                "Says what would change once ServiceSchemas are applied, in words and as SQL without secrets, by the"
                        + " state of cluster and server as they are. Changes nothing. Exit code 2 when something would"
                        + " change, 1 when something would be refused.")
public final class Plan implements Callable<Integer> {
    private static final int UNPROCESSABLE = 422;

    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            required = true,
            description = "ServiceSchemas, applied or not, - for standard input.")
    private String file = "-";

    public Plan(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var manifests = Manifests.read(file, ServiceSchema.class, terminal);
        try (var connected = cluster.connect()) {
            var planned = planned(manifests, connected);
            output.print(terminal, planned, () -> planned.forEach(one -> one.print(terminal)));
            return exitCode(planned);
        }
    }

    static int exitCode(List<Planned> planned) {
        if (planned.stream().anyMatch(Planned::isRefused)) {
            return ExitCode.FAILED;
        }
        return planned.stream().anyMatch(Planned::changesSomething) ? ExitCode.SOMETHING : ExitCode.FINE;
    }

    private List<Planned> planned(List<ServiceSchema> manifests, Cluster connected) {
        var listing = Listing.of(connected.client());
        var intended = manifests.stream()
                .map(manifest -> intended(manifest, listing, connected.namespace()))
                .toList();
        intended.forEach(listing.schemas()::replace);
        var servers = Servers.all();
        try {
            var preview = SchemaPreview.of(
                    connected.installation(), servers, connected.client(), listing.schemas(), listing.readers());
            return intended.stream()
                    .map(one -> planned(one, preview, listing, servers, connected))
                    .toList();
        } finally {
            servers.names().forEach(servers::close);
        }
    }

    private static ServiceSchema intended(ServiceSchema manifest, Listing listing, String namespace) {
        if (manifest.getMetadata().getNamespace() == null) {
            manifest.getMetadata().setNamespace(namespace);
        }
        if (manifest.getSpec().serverRef() == null) {
            throw new Failure("ServiceSchema \"%s\" has no spec.serverRef, which names its DatabaseServer."
                    .formatted(manifest.getMetadata().getName()));
        }
        return Intended.of(manifest, listing.schemas().get(ResourceID.fromResource(manifest)));
    }

    private Planned planned(
            ServiceSchema resource, SchemaPreview preview, Listing listing, SharedServers servers, Cluster connected) {
        try {
            tryOut(resource, connected);
            open(resource, listing, servers, connected);
            return Planned.of(resource, preview.of(resource, new ListedContext(resource, listing, connected.client())));
        } catch (StalledException | DatabaseException e) {
            return Planned.refused(resource, Outcome.of(e));
        }
    }

    /** What the API server would refuse, by its own rules; whoever may not apply it is told the rest all the same. */
    private void tryOut(ServiceSchema resource, Cluster connected) {
        var manifest = new ServiceSchema();
        manifest.setSpec(resource.getSpec());
        manifest.getMetadata().setNamespace(resource.getMetadata().getNamespace());
        manifest.getMetadata().setName(resource.getMetadata().getName());
        try {
            connected
                    .client()
                    .resource(manifest)
                    .dryRun(true)
                    .fieldManager("kubectl-lakou")
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            if (e.getCode() == UNPROCESSABLE) {
                throw new StalledException(Reason.InvalidSpec, Failures.words(e));
            }
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            terminal.warn("The API server was not asked whether it takes ServiceSchema \"%s\": %s"
                    .formatted(resource.getMetadata().getName(), Failures.words(e)));
        }
    }

    private static void open(ServiceSchema resource, Listing listing, SharedServers servers, Cluster connected) {
        var name = EffectiveServer.of(resource);
        if (servers.find(name).isEmpty()) {
            listing.servers()
                    .get(new ResourceID(name))
                    .ifPresent(server -> servers.open(name, connected.configuration(server)));
        }
    }
}
