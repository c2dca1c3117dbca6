package dev.lakou.clients;

import dev.lakou.environment.EnvironmentMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets clients use Secrets, and keeps a table of what came of it in {@code target/client-matrix.md}. */
public final class ClientMatrix {
    private static final ClientMatrix SHARED = new ClientMatrix();
    private static final Path FILE = Path.of("target", "client-matrix.md");

    private final List<ClientRow> rows = new ArrayList<>();

    private ClientMatrix() {}

    /** The one table of this run. */
    public static ClientMatrix shared() {
        return SHARED;
    }

    /** Throws {@link EnvironmentMissingException} where the client cannot be had. */
    public ClientRow use(Client client, GivenSecret secret) {
        var row = ClientTask.perform(client, secret);
        add(row);
        return row;
    }

    public synchronized String markdown() {
        return MatrixTable.markdown(rows);
    }

    private synchronized void add(ClientRow row) {
        rows.add(row);
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
