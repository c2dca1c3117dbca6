package dev.lakou.database;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Clients of a service that try again until what they write is there, wherever the service is. */
public final class MovingWriters {
    private static final int CLIENTS = 4;

    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicLong longestGap = new AtomicLong();
    private final SortedSet<Long> written = new ConcurrentSkipListSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private final String insert;
    private volatile Place place;

    /** @param insert takes the number of a row, and does nothing where it is there */
    public MovingWriters(TestSchema service, Server server, String insert) {
        this.insert = insert;
        place = new Place(service, server);
        for (var client = 0; client < CLIENTS; client++) {
            var first = client;
            threads.add(new Thread(() -> write(first)));
        }
        threads.forEach(Thread::start);
    }

    public void goTo(TestSchema service, Server server) {
        place = new Place(service, server);
    }

    /** What they know to be written, in order. */
    public String end() throws InterruptedException {
        Thread.sleep(500);
        ending.set(true);
        for (var thread : threads) {
            thread.join();
        }
        System.err.printf(
                "[move] %d rows by %d clients, longest gap %d ms, %d errors%n",
                written.size(), CLIENTS, longestGap().toMillis(), errors());
        return written.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The longest that any of them wrote nothing. */
    public Duration longestGap() {
        return Duration.ofNanos(longestGap.get());
    }

    /** How often one of them was told that something failed. */
    public int errors() {
        return errors.get();
    }

    /** A number that was written is never tried again; one of which that is unknown is looked for by its key. */
    private void write(long first) {
        var last = System.nanoTime();
        for (var id = first; !ending.get(); ) {
            var now = place;
            try (var connection = now.server()
                            .connect(now.service().credential(), now.service().schema());
                    var statement = connection.prepareStatement(insert)) {
                while (now == place && !ending.get()) {
                    statement.setLong(1, id);
                    statement.executeUpdate();
                    written.add(id);
                    id += CLIENTS;
                    var end = System.nanoTime();
                    var gap = end - last;
                    longestGap.accumulateAndGet(gap, Math::max);
                    last = end;
                    Thread.sleep(2);
                }
            } catch (SQLException e) {
                errors.incrementAndGet();
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
        if (ending.get()) {
            confirm(first);
        }
    }

    /** A last one whose answer was lost may be there all the same. */
    private void confirm(long first) {
        var now = place;
        try (var connection = now.server()
                        .connect(now.service().credential(), now.service().schema());
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT id FROM written WHERE id % " + CLIENTS + " = " + first)) {
            while (rows.next()) {
                written.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Place(TestSchema service, Server server) {}

    /** Lets a client in; it closes the connection. */
    public interface Server {
        Connection connect(Credential credential, Identifier schema) throws SQLException;
    }
}
