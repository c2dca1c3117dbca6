package dev.lakou.cli.service;

import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Table;
import dev.lakou.cli.terminal.Table.Cell;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.SchemaRight;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.model.Identifier;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells who can do what in a service's schemas. */
@Command(
        name = "explain",
        description =
                "Says who can read or write what in the schemas of a ServiceSchema, and through which role, by the"
                        + " access lists of the server.")
public final class Explain implements Runnable {
    private static final int NAMED = 6;

    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SCHEMA", description = "The name of the ServiceSchema.")
    private String name = "";

    public Explain(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var connected = cluster.connect()) {
            var rights = rights(connected.serviceSchema(name), connected);
            output.print(terminal, rights, () -> print(rights));
        }
    }

    private static List<ExplainedRight> rights(ServiceSchema resource, Cluster connected) {
        try (var open = connected.open(resource)) {
            var holders = new Holders(resource, connected.installation(), open);
            return Names.of(resource).schemas().stream()
                    .flatMap(schema -> of(schema, open.rights(schema), holders))
                    .toList();
        }
    }

    private static Stream<ExplainedRight> of(Identifier schema, List<SchemaRight> rights, Holders holders) {
        return rights.stream()
                .map(right -> new ExplainedRight(
                        schema.value(),
                        right.holder(),
                        holders.whose(right),
                        List.copyOf(right.privileges()),
                        right.on(),
                        right.logins()));
    }

    private void print(List<ExplainedRight> rights) {
        var table = new Table("SCHEMA", "HOLDER", "WHOSE", "MAY", "ON", "LOGINS");
        rights.forEach(right -> table.row(List.of(
                new Cell(right.schema()),
                new Cell(right.holder()),
                new Cell(right.whose()),
                new Cell(String.join(", ", right.may())),
                new Cell(right.on()),
                new Cell(logins(right)))));
        table.print(terminal);
    }

    private static String logins(ExplainedRight right) {
        if (right.holder().equals(SchemaRight.EVERYBODY)) {
            return "everybody who may connect";
        }
        var logins = right.logins();
        return logins.size() <= NAMED
                ? String.join(", ", logins)
                : "%s and %d more".formatted(String.join(", ", logins.subList(0, NAMED)), logins.size() - NAMED);
    }

    /**
     * One right in words.
     *
     * @param whose of which resource the holder is
     * @param logins who has it through the holder
     */
    record ExplainedRight(
            String schema, String holder, String whose, List<String> may, String on, List<String> logins) {}
}
