package dev.lakou.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.faults.Write.Place;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A connection to PostgreSQL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message formats</a>
 */
final class PostgresTalk implements Talk {
    private final Line client;
    private final Line server;
    private final WriteGate gate;

    /** What each ReadyForQuery that is still to come will answer. */
    private final Queue<Optional<Write>> awaited = new ConcurrentLinkedQueue<>();

    /** The texts of prepared statements, by name. */
    private final Map<String, String> prepared = new HashMap<>();

    /** What will be executed before the next Sync. */
    private Optional<Write> bound = Optional.empty();

    /** What the open transaction has written: COMMIT does not say it. */
    private Optional<String> written = Optional.empty();

    PostgresTalk(Line client, Line server, WriteGate gate) {
        this.client = client;
        this.server = server;
        this.gate = gate;
    }

    @Override
    public void requests() throws IOException {
        awaited.add(Optional.empty());
        // The first message has no type.
        send(server, body());
        server.out().flush();
        for (var type = client.in().read(); type >= 0; type = client.in().read()) {
            request(type, body());
            server.flushAfter(client);
        }
    }

    @Override
    public void answers() throws IOException {
        for (var type = server.in().read(); type >= 0; type = server.in().read()) {
            var body = server.in().readNBytes(server.in().readInt() - Integer.BYTES);
            if (type == 'Z') {
                var write = awaited.remove();
                if (write.isPresent()) {
                    gate.after(write.get()).requireConnection();
                }
            }
            client.out().write(type);
            send(client, body);
            client.flushAfter(server);
        }
    }

    private void request(int type, byte[] body) throws IOException {
        var heard = body;
        switch (type) {
            case 'Q' -> {
                var write = write(text(body, 0));
                var instead = ask(write).instead();
                heard = instead.map(text -> (text + '\0').getBytes(UTF_8)).orElse(body);
                awaited.add(write);
            }
            case 'P' -> prepared.put(text(body, 0), text(body, 1));
            case 'B' -> {
                bound = write(prepared.getOrDefault(text(body, 1), ""));
                if (ask(bound).instead().isPresent()) {
                    throw new IllegalStateException("Only a simple query can be replaced.");
                }
            }
            case 'S' -> {
                awaited.add(bound);
                bound = Optional.empty();
            }
            default -> {}
        }
        server.out().write(type);
        send(server, heard);
    }

    private Fate ask(Optional<Write> write) throws IOException {
        var fate = write.map(gate::before).orElse(Fate.PASS);
        fate.requireConnection();
        return fate;
    }

    private Optional<Write> write(String text) {
        var statement = new Statement(text);
        if (statement.is("COMMIT") || statement.is("ROLLBACK")) {
            var ended = written.filter(whole -> statement.is("COMMIT"));
            written = Optional.empty();
            return ended.map(whole -> new Write(Place.DATABASE, "COMMIT", whole));
        }
        if (!statement.writes()) {
            return Optional.empty();
        }
        written = Optional.of(text);
        return Optional.of(new Write(Place.DATABASE, statement.words(), text));
    }

    /** One of the texts with which a message begins. */
    private static String text(byte[] body, int number) {
        return new String(body, UTF_8).split("\0", -1)[number];
    }

    private byte[] body() throws IOException {
        return client.in().readNBytes(client.in().readInt() - Integer.BYTES);
    }

    private static void send(Line line, byte[] body) throws IOException {
        var out = new DataOutputStream(line.out());
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }
}
