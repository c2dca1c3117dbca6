package dev.lakou.cli.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Table;
import dev.lakou.cli.terminal.Table.Cell;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.cli.terminal.Terminal.Colour;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what happened to a service. */
@Command(
        name = "events",
        description = "Says what Lakou did for a ServiceSchema and what it could not do, the newest last.")
public final class Events implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SCHEMA", description = "The name of the ServiceSchema, which may be deleted by now.")
    private String name = "";

    public Events(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var connected = cluster.connect()) {
            var told = connected
                    .client()
                    .v1()
                    .events()
                    .inNamespace(connected.namespace())
                    .withField("involvedObject.name", name)
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> HasMetadata.getKind(ServiceSchema.class)
                            .equals(event.getInvolvedObject().getKind()))
                    .map(Told::of)
                    .sorted(Comparator.comparing(Told::time))
                    .toList();
            output.print(terminal, told, () -> print(told, connected.namespace()));
        }
    }

    private void print(List<Told> all, String namespace) {
        if (all.isEmpty()) {
            terminal.warn("No events of ServiceSchema %s/%s: a cluster forgets them after an hour."
                    .formatted(namespace, name));
            return;
        }
        var table = new Table("TIME", "TYPE", "REASON", "MESSAGE");
        all.forEach(one -> table.row(List.of(
                new Cell(one.time()),
                new Cell(one.type(), one.type().equals("Warning") ? Colour.BAD : Colour.GOOD),
                new Cell(one.reason()),
                new Cell(one.message()))));
        table.print(terminal);
    }

    /** One event, as it was told last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(String time, String type, String reason, String message, int count) {
        private static Told of(Event event) {
            return new Told(
                    Optional.ofNullable(event.getLastTimestamp())
                            .orElse(event.getMetadata().getCreationTimestamp()),
                    event.getType(),
                    event.getReason(),
                    event.getMessage(),
                    Optional.ofNullable(event.getCount()).orElse(1));
        }
    }
}
