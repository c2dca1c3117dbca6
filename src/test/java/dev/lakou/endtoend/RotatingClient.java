package dev.lakou.endtoend;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Opens one connection after the other, with a DATABASE_URL that it reads anew only now and then. */
final class RotatingClient {
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final String service;
    private final Supplier<String> secret;
    private final Duration lateness;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Thread thread = new Thread(this::work, "rotating-client");
    private volatile boolean ended;
    private volatile long connections;

    private RotatingClient(String service, Supplier<String> secret, Duration lateness) {
        this.service = service;
        this.secret = secret;
        this.lateness = lateness;
    }

    static RotatingClient start(String service, Supplier<String> secret, Duration lateness) {
        var client = new RotatingClient(service, secret, lateness);
        client.thread.start();
        return client;
    }

    String service() {
        return service;
    }

    List<String> errors() {
        return errors;
    }

    long connections() {
        return connections;
    }

    int credentialsSeen() {
        return seen.size();
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    @Override
    public String toString() {
        return "client of %s that reads its Secret every %s".formatted(service, lateness);
    }

    private void work() {
        var url = secret.get();
        var read = Instant.now();
        while (!ended) {
            if (Duration.between(read, Instant.now()).compareTo(lateness) >= 0) {
                url = secret.get();
                read = Instant.now();
            }
            seen.add(url);
            connect(url);
        }
        seen.add(secret.get());
    }

    private void connect(String url) {
        try (var connection = DatabaseUrl.of(url).connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            connections++;
            Thread.sleep(PAUSE.toMillis());
        } catch (SQLException e) {
            errors.add(Instant.now() + " " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
