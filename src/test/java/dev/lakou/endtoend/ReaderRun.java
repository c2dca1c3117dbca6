package dev.lakou.endtoend;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How one reader of an example fared, in the columns of a {@link ServiceRun}. */
final class ReaderRun {
    private ReaderRun() {}

    /** Waits for Ready, then reads what each service wrote into its schema, and tries to write there. */
    static ServiceRun of(InstalledLakou lakou, SchemaReader applied, Instant since, Duration patience) {
        var namespace = applied.getMetadata().getNamespace();
        var name = applied.getMetadata().getName();
        var resource = lakou.client()
                .resources(SchemaReader.class)
                .inNamespace(namespace)
                .withName(name);
        resource.informOnCondition(
                        all -> all.stream().anyMatch(one -> ready(one).equals("True")))
                .completeOnTimeout(List.of(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        var untilReady = Duration.between(since, Instant.now());
        var found = resource.require();
        var status = Optional.ofNullable(found.getStatus());
        var schemas = status.map(SchemaReaderStatus::schemas).orElse(List.of());
        var url = status.map(SchemaReaderStatus::secretName)
                .map(secret -> DatabaseUrl.of(lakou.keys(namespace, secret).get("DATABASE_URL")));
        return new ServiceRun(
                namespace + "/" + name,
                url.map(DatabaseUrl::scheme).orElse("-"),
                schemas.size() + " schemas",
                status.map(SchemaReaderStatus::user).orElse("-"),
                ready(found),
                status.map(one -> one.conditions().get(0).getMessage()).orElse(""),
                untilReady,
                url.map(target -> read(target, schemas)).orElse("no DATABASE_URL"));
    }

    private static String read(DatabaseUrl url, List<String> schemas) {
        try (var connection = url.connect();
                var statement = connection.createStatement()) {
            for (var schema : schemas) {
                try (var rows = statement.executeQuery("SELECT note FROM %s.lakou_try".formatted(schema))) {
                    if (!rows.next()) {
                        return "found nothing in " + schema;
                    }
                }
            }
            return writes(url, schemas.get(0)) ? "could write" : "ok";
        } catch (SQLException e) {
            return "failed: " + e.getMessage();
        }
    }

    private static boolean writes(DatabaseUrl url, String schema) {
        try (var connection = url.connect();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM %s.lakou_try".formatted(schema));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String ready(SchemaReader reader) {
        return Optional.ofNullable(reader).map(SchemaReader::getStatus).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .map(condition -> condition.getStatus())
                .orElse("Unknown");
    }
}
