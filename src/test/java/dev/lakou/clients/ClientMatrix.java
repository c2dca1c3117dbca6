package dev.lakou.clients;

import dev.lakou.environment.EnvironmentMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Lets clients use Secrets, and keeps a table of what came of it in {@code target/client-matrix.md}. */
public final class ClientMatrix {
    private static final ClientMatrix SHARED = new ClientMatrix();
    private static final Path FILE = Path.of("target", "client-matrix.md");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    // Beyond ASCII, and beyond the three bytes that MySQL's utf8mb3 knows.
    private static final String WORD = "chérie ✓ 🐓 'quoted' \\";

    private final AtomicInteger tables = new AtomicInteger();
    private final List<ClientRow> rows = new CopyOnWriteArrayList<>();

    private ClientMatrix() {}

    /** The one table of this run. */
    public static ClientMatrix shared() {
        return SHARED;
    }

    /** Lets the client do its task; throws {@link EnvironmentMissingException} where it cannot be had. */
    public ClientRow use(Client client, GivenSecret secret) {
        var table = "client_" + tables.incrementAndGet();
        var environment = new TreeMap<>(secret.keys());
        environment.putAll(Map.of("CLIENT_TABLE", table, "CLIENT_WORD", WORD));
        var program = client.program(environment);
        var begin = Instant.now();
        var row = new ClientRow(client, secret, run(program, secret, table), Duration.between(begin, Instant.now()));
        rows.add(row);
        write();
        return row;
    }

    private static ClientRow.Result run(Program program, GivenSecret secret, String table) {
        try {
            var ending = program.run(LIMIT);
            if (!ending.isSuccess()) {
                return ClientRow.Result.failed(ending.errors(), secret.keys());
            }
            var printed = ending.output().split("\t", 2);
            if (printed.length < 2 || !printed[1].equals(WORD)) {
                return ClientRow.Result.failed("read back \"" + ending.output() + "\"", secret.keys());
            }
            var landings = secret.catalog().landings(table);
            return landings.equals(List.of(secret.expected()))
                    ? ClientRow.Result.works(printed[0])
                    : ClientRow.Result.failed("the table landed in " + landings, secret.keys());
        } catch (IOException | SQLException e) {
            return ClientRow.Result.failed(String.valueOf(e.getMessage()), secret.keys());
        }
    }

    /** The table, in the order in which the clients were used. */
    public String markdown() {
        var head = "| Client | Version | Server | Preset | Result | Time |\n|---|---|---|---|---|---:|\n";
        return rows.stream().map(ClientRow::markdown).collect(Collectors.joining("\n", head, "\n"));
    }

    private synchronized void write() {
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
