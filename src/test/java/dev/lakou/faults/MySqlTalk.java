package dev.lakou.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.faults.Write.Place;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A connection to MySQL or MariaDB.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html">Packets</a>
 */
final class MySqlTalk implements Talk {
    private static final int HEADER = 4;
    private static final int QUERY = 0x03;
    private static final int PREPARE = 0x16;

    private final Line client;
    private final Line server;
    private final WriteGate gate;
    private final AtomicReference<Optional<Write>> awaited = new AtomicReference<>(Optional.empty());

    /** What was written last: KILL does not say whose session it ends. */
    private String written = "";

    MySqlTalk(Line client, Line server, WriteGate gate) {
        this.client = client;
        this.server = server;
        this.gate = gate;
    }

    @Override
    public void requests() throws IOException {
        while (true) {
            var header = client.in().readNBytes(HEADER);
            var packet = command(header, client.in().readNBytes(length(header)));
            send(server, header[HEADER - 1], packet);
            server.flushAfter(client);
        }
    }

    @Override
    public void answers() throws IOException {
        while (true) {
            var header = server.in().readNBytes(HEADER);
            var packet = server.in().readNBytes(length(header));
            // A write is answered by one packet.
            var write = awaited.getAndSet(Optional.empty());
            if (write.isPresent()) {
                gate.after(write.get()).requireConnection();
            }
            send(client, header[HEADER - 1], packet);
            client.flushAfter(server);
        }
    }

    /** @return what the server is to hear */
    private byte[] command(byte[] header, byte[] packet) throws IOException {
        // Only the first packet of an exchange has the number 0.
        if (header[HEADER - 1] != 0 || packet.length == 0 || (packet[0] != QUERY && packet[0] != PREPARE)) {
            return packet;
        }
        var start = textStart(packet);
        var statement = new Statement(new String(packet, start, packet.length - start, UTF_8));
        if (!statement.writes()) {
            return packet;
        }
        if (packet[0] == PREPARE) {
            throw new IllegalStateException("A write came as a prepared statement, whose executions would go unseen.");
        }
        written = statement.is("KILL") ? written : statement.text();
        var write = new Write(Place.DATABASE, statement.words(), written);
        var fate = gate.before(write);
        fate.requireConnection();
        awaited.set(Optional.of(write));
        return fate.instead().map(text -> query(packet, start, text)).orElse(packet);
    }

    /** MySQL's driver says first how many attributes the query has: none. MariaDB does not know such attributes. */
    private static int textStart(byte[] packet) {
        return packet[0] == QUERY && packet.length > 2 && packet[1] == 0 && packet[2] == 1 ? 3 : 1;
    }

    private static byte[] query(byte[] packet, int start, String text) {
        var query = new ByteArrayOutputStream();
        query.write(packet, 0, start);
        query.writeBytes(text.getBytes(UTF_8));
        return query.toByteArray();
    }

    private static int length(byte[] header) throws IOException {
        if (header.length < HEADER) {
            throw new EOFException();
        }
        return (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    }

    private static void send(Line line, byte number, byte[] packet) throws IOException {
        var length = packet.length;
        line.out().write(new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), number});
        line.out().write(packet);
    }
}
