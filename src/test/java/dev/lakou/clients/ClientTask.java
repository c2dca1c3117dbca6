package dev.lakou.clients;

import dev.lakou.environment.EnvironmentMissingException;
import dev.lakou.environment.Patience;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What each client is asked to do with a Secret, and the proof that it did. */
public final class ClientTask {

    // Beyond ASCII, and beyond the three bytes that MySQL's utf8mb3 knows.
    private static final String WORD = "chérie ✓ 🐓 'quoted' \\";

    private static final AtomicInteger TABLES = new AtomicInteger();

    private ClientTask() {}

    /** Throws {@link EnvironmentMissingException} where the client cannot be had. */
    public static ClientRow perform(Client client, GivenSecret secret) {
        var table = "client_" + TABLES.incrementAndGet();
        var environment = new TreeMap<>(secret.keys());
        environment.putAll(Map.of("CLIENT_TABLE", table, "CLIENT_WORD", WORD));
        var program = client.program(environment);
        var begin = Instant.now();
        var result = run(program, secret, table);
        return new ClientRow(client, secret, result, Duration.between(begin, Instant.now()));
    }

    private static ClientResult run(Program program, GivenSecret secret, String table) {
        try {
            var ending = program.run(Patience.LIMIT);
            if (!ending.isSuccess()) {
                return ClientResult.failed(ending.errors(), secret.keys());
            }
            var printed = ending.output().split("\t", 2);
            if (printed.length < 2 || !printed[1].equals(WORD)) {
                return ClientResult.failed("read back \"" + ending.output() + "\"", secret.keys());
            }
            var landings = secret.catalog().landings(table);
            return landings.equals(List.of(secret.expected()))
                    ? ClientResult.works(printed[0])
                    : ClientResult.failed("the table is in " + landings, secret.keys());
        } catch (IOException | SQLException e) {
            return ClientResult.failed(String.valueOf(e.getMessage()), secret.keys());
        }
    }
}
