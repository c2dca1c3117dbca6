package dev.lakou.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.faults.Write.Place;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** A connection to the Kubernetes API, in HTTP/1.1. Watches stream through, also those over WebSocket. */
final class HttpTalk implements Talk {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** Questions that are asked by POST. */
    private static final Pattern REVIEW = Pattern.compile("/(self\\w*|token|subjectaccess\\w*)reviews");

    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");
    private static final Pattern UPGRADE = Pattern.compile("(?i)\nupgrade: *websocket");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\ntransfer-encoding:");
    private static final int BUFFER = 16_384;

    private final Line client;
    private final Line server;
    private final WriteGate gate;
    private final ApiProxy.Doors doors;
    private final AtomicReference<Optional<Write>> awaited = new AtomicReference<>(Optional.empty());
    private volatile String asked = "";

    HttpTalk(Line client, Line server, WriteGate gate, ApiProxy.Doors doors) {
        this.client = client;
        this.server = server;
        this.gate = gate;
        this.doors = doors;
    }

    @Override
    public void requests() throws IOException {
        while (true) {
            var head = head();
            if (CHUNKED.matcher(head).find()) {
                throw new IOException("A request without a Content-Length.");
            }
            var length = LENGTH.matcher(head);
            var body = client.in().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            request(head, body);
            if (UPGRADE.matcher(head).find()) {
                copy();
                return;
            }
        }
    }

    @Override
    public void answers() throws IOException {
        var buffer = new byte[BUFFER];
        for (var count = server.in().read(buffer);
                count >= 0;
                count = server.in().read(buffer)) {
            doors.passNews(asked);
            // The server answers once the write is stored.
            var write = awaited.getAndSet(Optional.empty());
            if (write.isPresent()) {
                gate.after(write.get()).requireConnection();
            }
            doors.garble(asked, buffer, count);
            client.out().write(buffer, 0, count);
            client.out().flush();
        }
    }

    private void request(String head, byte[] body) throws IOException {
        asked = head.lines().findFirst().orElse("");
        var write = write(asked, body);
        write.map(gate::before).orElse(Fate.PASS).requireConnection();
        awaited.set(write);
        server.out().write(head.getBytes(UTF_8));
        server.out().write(body);
        server.out().flush();
    }

    private static Optional<Write> write(String request, byte[] body) {
        var parts = request.split("[ ?]");
        if (!WRITES.contains(parts[0]) || REVIEW.matcher(parts[1]).find()) {
            return Optional.empty();
        }
        var words =
                parts[0] + parts[1].replaceFirst(".*/namespaces/[^/]+/", " ").replaceFirst("/[^/]+", "");
        return Optional.of(new Write(Place.API, words, parts[1] + new String(body, UTF_8)));
    }

    private String head() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var tail = 0; tail != 0x0d0a0d0a; ) {
            var next = client.in().read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
            tail = tail << 8 | next;
        }
        return bytes.toString(UTF_8);
    }

    private void copy() throws IOException {
        var buffer = new byte[BUFFER];
        for (var count = client.in().read(buffer);
                count >= 0;
                count = client.in().read(buffer)) {
            server.out().write(buffer, 0, count);
            server.out().flush();
        }
    }
}
