package dev.lakou.endtoend;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How one service of an example fared.
 *
 * @param ready the status of its Ready condition
 * @param message what Ready says
 * @param untilReady from apply to Ready
 * @param login "ok", or what went wrong when it used its DATABASE_URL
 */
record ServiceRun(
        String service,
        String engine,
        String schema,
        String user,
        String ready,
        String message,
        Duration untilReady,
        String login) {
    private static final String READY = "Ready";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final int TRIES = 20;

    boolean held() {
        return ready.equals("True") && login.equals("ok");
    }

    /** Waits for Ready, then works in the schema as the service would. */
    static ServiceRun of(InstalledLakou lakou, ServiceSchema applied, Instant since, Duration patience) {
        var namespace = applied.getMetadata().getNamespace();
        var name = applied.getMetadata().getName();
        var resource = lakou.serviceSchema(namespace, name);
        resource.informOnCondition(all -> all.stream()
                        .anyMatch(one -> ready(one).filter(ServiceRun::isTrue).isPresent()))
                .completeOnTimeout(List.of(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        var untilReady = Duration.between(since, Instant.now());
        var found = resource.require();
        var ready = ready(found);
        var status = Optional.ofNullable(found.getStatus());
        var url = ready.filter(ServiceRun::isTrue)
                .flatMap(condition -> status.map(ServiceSchemaStatus::secretName))
                .map(secret -> DatabaseUrl.of(lakou.keys(namespace, secret).get("DATABASE_URL")));
        return new ServiceRun(
                namespace + "/" + name,
                url.map(DatabaseUrl::scheme).orElse("-"),
                status.map(ServiceSchemaStatus::schema).orElse("-"),
                status.map(ServiceSchemaStatus::user).orElse("-"),
                ready.map(Condition::getStatus).orElse("Unknown"),
                ready.map(Condition::getMessage).orElse(""),
                untilReady,
                url.map(target -> work(
                                target, status.map(ServiceSchemaStatus::schema).orElse("")))
                        .orElse("no DATABASE_URL"));
    }

    /** Where a service has one connection, the session that proved its login may take a moment to end. */
    private static String work(DatabaseUrl url, String schema) {
        for (var tries = 1; ; tries++) {
            try (var connection = url.connect()) {
                fill(connection);
                var found = where(connection);
                return found.equals(schema) ? "ok" : "worked in " + found;
            } catch (SQLException e) {
                if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState()) || tries == TRIES || !pause()) {
                    return "failed: " + e.getMessage();
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(100);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS lakou_try (id INT PRIMARY KEY, note VARCHAR(40))");
            statement.execute("DELETE FROM lakou_try");
            statement.execute("INSERT INTO lakou_try VALUES (1, 'a door of its own')");
        }
    }

    /** The schema in which the unqualified table was made and is read. */
    private static String where(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_schema FROM information_schema.tables"
                        + " WHERE table_name = 'lakou_try' AND EXISTS (SELECT 1 FROM lakou_try WHERE id = 1)")) {
            return rows.next() ? rows.getString(1) : "no schema";
        }
    }

    private static Optional<Condition> ready(ServiceSchema schema) {
        return Optional.ofNullable(schema).map(ServiceSchema::getStatus).flatMap(status -> status.conditions().stream()
                .filter(condition -> condition.getType().equals(READY))
                .findFirst());
    }

    private static boolean isTrue(Condition condition) {
        return condition.getStatus().equals("True");
    }
}
