package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.cluster.Manifests;
import dev.lakou.cli.terminal.ExitCode;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what the operator would do with manifests. */
@Command(
        name = "plan",
        description =
                "Says what would change once DatabaseServers, ServiceSchemas and SchemaReaders are applied, in words and"
                        + " as SQL without secrets, by the state of cluster and server as they are; of SchemaMoves the"
                        + " steps, by the state of the cluster alone. Changes nothing."
                        + " Exit code 2 when something would change, 1 when something would be refused.")
public final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            required = true,
            description = "Resources of Lakou, applied or not, - for standard input.")
    private String file = "-";

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var manifests = Manifests.read(
                file,
                List.of(ServiceSchema.class, SchemaReader.class, DatabaseServer.class, SchemaMove.class),
                terminal);
        try (var connected = cluster.connect();
                var foresight = new Foresight(connected, manifests, terminal)) {
            var planned = foresight.planned();
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
}
