package dev.lakou.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** A service that writes one row after the other, each until it is there, and reads its Secret anew whenever that fails. */
final class MovingClient implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Supplier<SecretKeys> secret;
    private final String insert;
    private final Thread thread = new Thread(this::work, "moving-client");
    private volatile boolean ended;
    private volatile long rows;
    private volatile long longestGap;

    private MovingClient(Supplier<SecretKeys> secret, String insert) {
        this.secret = secret;
        this.insert = insert;
    }

    /** One of PostgreSQL. */
    static MovingClient start(Supplier<SecretKeys> secret) {
        return start(secret, "INSERT INTO written (number) VALUES (?) ON CONFLICT DO NOTHING");
    }

    /** @param insert takes the number of a row, and does nothing where it is there */
    static MovingClient start(Supplier<SecretKeys> secret, String insert) {
        var client = new MovingClient(secret, insert);
        client.thread.start();
        return client;
    }

    /** How many rows were acknowledged. */
    long rows() {
        return rows;
    }

    Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        var last = System.nanoTime();
        while (!ended) {
            try (var connection = secret.get().connect()) {
                while (!ended) {
                    write(connection);
                    rows++;
                    longestGap = Math.max(longestGap, System.nanoTime() - last);
                    last = System.nanoTime();
                    pause();
                }
            } catch (SQLException e) {
                pause();
            }
        }
    }

    /** What was written before its answer was lost is not written twice. */
    private void write(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(insert)) {
            statement.setLong(1, rows + 1);
            statement.executeUpdate();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
