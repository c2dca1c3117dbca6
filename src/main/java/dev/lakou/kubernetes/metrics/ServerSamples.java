package dev.lakou.kubernetes.metrics;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Blockade;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.SessionState;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.usage.ServerReadings;
import dev.lakou.kubernetes.usage.ServerReadings.Reading;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What is told of one server as a whole. */
final class ServerSamples {
    private final Tags tags;
    private final List<Sample> samples = new ArrayList<>();

    private ServerSamples(Tags tags) {
        this.tags = tags;
    }

    static List<Sample> of(DatabaseServer server, Optional<ServerReadings> readings) {
        var all = new ServerSamples(tags(server));
        all.add(server);
        readings.ifPresent(all::add);
        readings.flatMap(ServerReadings::latest).ifPresent(all::add);
        return all.samples;
    }

    static Tags tags(DatabaseServer server) {
        return Tags.of(
                "server",
                server.getMetadata().getName(),
                "engine",
                status(server)
                        .map(DatabaseServerStatus::flavor)
                        .orElseGet(() -> server.getSpec().engine().name()));
    }

    private void add(DatabaseServer server) {
        var ready = status(server).flatMap(status -> Conditions.find(Conditions.READY, status.conditions()));
        var word = ready.map(Condition::getStatus).orElse("Unknown");
        var reason = ready.map(Condition::getReason).orElse(Reason.Pending.name());
        gauge("ready", "", "Whether it can be used", word.equals("True") ? 1 : 0);
        samples.add(Sample.gauge(
                "lakou.server.resources",
                "",
                "1, with the reason of its condition Ready",
                tags.and("ready", word, "reason", reason),
                1));
        Optional.ofNullable(server.getSpec().connectionBudget())
                .ifPresent(budget ->
                        gauge("connections.budget", "", "How many connections it may promise to services", budget));
        status(server)
                .map(DatabaseServerStatus::promisedConnections)
                .ifPresent(promised ->
                        gauge("connections.promised", "", "How many connections services are promised", promised));
        status(server)
                .map(DatabaseServerStatus::maxConnections)
                .ifPresent(most -> gauge("connections.max", "", "How many clients it lets in", most));
        status(server)
                .map(DatabaseServerStatus::schemas)
                .ifPresent(schemas -> gauge("services", "", "How many ServiceSchemas are on it", schemas));
    }

    private void add(ServerReadings readings) {
        total("readings", "", "How often Lakou read what its tenants use", readings.answered());
        samples.add(failures("all", readings.unanswered()));
        for (var part : Part.values()) {
            samples.add(failures(
                    part.name().toLowerCase(Locale.ROOT), readings.failedParts().getOrDefault(part, 0L)));
        }
    }

    private Sample failures(String part, long count) {
        return Sample.total(
                "lakou.server.reading.failures",
                "",
                "How often it did not tell a part of that, or all of it",
                tags.and("part", part),
                count);
    }

    private void add(Reading reading) {
        var usage = reading.usage();
        gauge(
                "reading.time",
                "seconds",
                "How long the latest reading took",
                usage.cost().toNanos() / 1e9);
        gauge(
                "sizes.estimated",
                "",
                "Small tables and indexes whose size is the one of their last VACUUM or ANALYZE, as there are very many",
                usage.estimated());
        gauge(
                "reading.timestamp",
                "seconds",
                "When the latest reading was made",
                reading.at().getEpochSecond());
        for (var state : SessionState.values()) {
            samples.add(Sample.gauge(
                    "lakou.server.connections",
                    "",
                    "The connections of everybody, by what they do",
                    tags.and("state", state.name().toLowerCase(Locale.ROOT)),
                    usage.sessions().getOrDefault(state, 0)));
        }
        add(usage.incidents());
        usage.blocked()
                .forEach((blockade, sessions) -> samples.add(Sample.gauge(
                        "lakou.blocked.sessions",
                        "",
                        "Sessions that wait for a lock, by who holds it; an empty name is none of Lakou's",
                        blockade(blockade),
                        sessions)));
    }

    private void add(ServerUsage.Incidents incidents) {
        incidents.deadlocks().ifPresent(count -> total("deadlocks", "", "Deadlocks", count));
        incidents.temporaryFiles().ifPresent(count -> total("temporary.files", "", "Temporary files", count));
        incidents
                .temporaryBytes()
                .ifPresent(bytes -> total("temporary", "bytes", "What was written to temporary files", bytes));
    }

    private Tags blockade(Blockade blockade) {
        return tags.and(
                "namespace", of(blockade.waiting(), Marker::namespace),
                "name", of(blockade.waiting(), Marker::name),
                "blocking_namespace", of(blockade.blocking(), Marker::namespace),
                "blocking_name", of(blockade.blocking(), Marker::name));
    }

    private static String of(Optional<Marker> marker, Function<Marker, String> word) {
        return marker.map(word).orElse("");
    }

    private void gauge(String name, String unit, String description, double value) {
        samples.add(Sample.gauge("lakou.server." + name, unit, description, tags, value));
    }

    private void total(String name, String unit, String description, double value) {
        samples.add(Sample.total("lakou.server." + name, unit, description, tags, value));
    }

    private static Optional<DatabaseServerStatus> status(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus());
    }
}
