package dev.lakou.cli.service;

import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Table;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.statements.ToldStatements;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells which statements of a service take time. */
@Command(
        name = "statements",
        description = "Says which statements of a ServiceSchema took most time since its server began to count, without"
                + " the values in them.")
public final class Statements implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SCHEMA", description = "The name of the ServiceSchema.")
    private String name = "";

    public Statements(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var connected = cluster.connect()) {
            var told = told(connected.serviceSchema(name), connected);
            output.print(terminal, told, () -> print(told));
        }
    }

    private static ToldStatements told(ServiceSchema resource, Cluster connected) {
        try (var open = connected.open(resource)) {
            var slow = open.slowStatements(connected.installation().marker(resource));
            if (!slow.missing().isEmpty()) {
                throw new Failure(
                        slow.missing().stream().map(Shortcoming::words).collect(Collectors.joining("\n")));
            }
            return ToldStatements.of(EffectiveServer.of(resource), slow);
        }
    }

    private void print(ToldStatements told) {
        var table = new Table("TOTAL", "CALLS", "MEAN", "SLOWEST", "ROWS", "STATEMENT");
        told.statements()
                .forEach(one -> table.row(
                        seconds(one.totalSeconds()),
                        String.valueOf(one.calls()),
                        seconds(one.meanSeconds()),
                        seconds(one.slowestSeconds()),
                        String.valueOf(one.rows()),
                        one.statement()));
        table.print(terminal);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3fs", seconds);
    }
}
