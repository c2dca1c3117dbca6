package dev.lakou.cli.top;

import dev.lakou.api.DatabaseServer;
import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.cluster.Servers;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.SharedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what each service uses. */
@Command(
        name = "top",
        description = "Says what each service uses of its server now: connections by state, size, calls and time of"
                + " statements.")
public final class Top implements Runnable {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SERVER", arity = "0..*", description = "Names of DatabaseServers. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-w", "--watch"},
            description = "Refreshes until it is ended; calls and time are then those since the look before.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Between two looks of --watch. Default: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int interval = 5;

    public Top(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (interval < 1) {
            throw new Failure("--interval is %d; it must be 1 or more.".formatted(interval));
        }
        var open = new LinkedHashMap<String, SharedServer>();
        try (var connected = cluster.connect()) {
            servers(connected)
                    .forEach(server ->
                            open.put(server.getMetadata().getName(), Servers.open(connected.configuration(server))));
            var reading = Reading.of(open);
            tellWhatIsHidden(open, reading);
            print(reading);
            while (watch && pause()) {
                var next = Reading.of(open);
                if (terminal.colours()) {
                    terminal.say(CLEAR);
                }
                print(next.since(reading));
                reading = next;
            }
        } finally {
            open.values().forEach(SharedServer::close);
        }
    }

    private List<DatabaseServer> servers(Cluster connected) {
        return names.isEmpty()
                ? connected.client().resources(DatabaseServer.class).list().getItems()
                : names.stream().map(connected::server).toList();
    }

    private void print(Reading reading) {
        output.print(terminal, reading.uses(), () -> reading.print(terminal));
    }

    /** Beside the answer: what the administrator may not see is absent from it. */
    private void tellWhatIsHidden(Map<String, SharedServer> open, Reading reading) {
        open.forEach((name, server) -> {
            if (reading.hidesSomething(name)) {
                server.probe().unmeasured().forEach(one -> terminal.warn(name + ": " + one.words()));
            }
        });
    }

    private boolean pause() {
        try {
            Thread.sleep(Duration.ofSeconds(interval).toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
