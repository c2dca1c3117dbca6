package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServerUsageStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.UsageStatus;
import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.usage.ServerReadings;
import dev.lakou.kubernetes.usage.ServerReadings.Reading;
import dev.lakou.kubernetes.usage.UsageWatch;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What statuses tell of what is used: what they told before, until it is time and a number has moved far enough. At rest
 * nothing is written, and after a restart nothing either.
 */
@Singleton
public class ToldUsage {
    private final UsageWatch watch;
    private final Installation installation;
    private final Clock clock;

    ToldUsage(UsageWatch watch, Installation installation, Clock clock) {
        this.watch = watch;
        this.installation = installation;
        this.clock = clock;
    }

    public Optional<UsageStatus> of(ServiceSchema schema, DatabaseServer server) {
        return of(told(schema), server);
    }

    public Optional<UsageStatus> of(SchemaReader reader, DatabaseServer server) {
        return of(told(reader), server);
    }

    /** Whether its status, while it is Ready, would tell something else now. */
    public boolean isNews(ServiceSchema schema, DatabaseServer server) {
        return isNews(told(schema), server);
    }

    /** As of a service. */
    public boolean isNews(SchemaReader reader, DatabaseServer server) {
        return isNews(told(reader), server);
    }

    private boolean isNews(Told tenant, DatabaseServer server) {
        return ready(tenant.conditions()).isPresent() && !of(tenant, server).equals(tenant.usage());
    }

    private Told told(ServiceSchema schema) {
        var status = Optional.ofNullable(schema.getStatus());
        return new Told(
                installation.marker(schema),
                status.map(ServiceSchemaStatus::usage),
                status.map(ServiceSchemaStatus::conditions),
                status.map(ServiceSchemaStatus::promisedConnections).orElse(0));
    }

    private Told told(SchemaReader reader) {
        var status = Optional.ofNullable(reader.getStatus());
        return new Told(
                installation.marker(reader),
                status.map(SchemaReaderStatus::usage),
                status.map(SchemaReaderStatus::conditions),
                status.map(SchemaReaderStatus::promisedConnections).orElse(0));
    }

    private static Optional<Condition> ready(Optional<List<Condition>> conditions) {
        return conditions.flatMap(all -> Conditions.find(Conditions.READY, all)).filter(ready -> ready.getStatus()
                .equals("True"));
    }

    private Optional<UsageStatus> of(Told tenant, DatabaseServer server) {
        var before = tenant.usage();
        if (Resync.metrics(server).isZero()) {
            return Optional.empty();
        }
        if (!isTime(before.map(UsageStatus::readTime), tenant.conditions(), server)) {
            return before;
        }
        return latest(server)
                .flatMap(reading -> Optional.ofNullable(reading.tenants().get(tenant.marker()))
                        .map(used -> status(used, reading)))
                .filter(now -> before.isEmpty() || UsageSteps.isNews(before.get(), now, tenant.promised()))
                .or(() -> before);
    }

    Optional<ServerUsageStatus> of(DatabaseServer server) {
        var status = Optional.ofNullable(server.getStatus());
        var before = status.map(DatabaseServerStatus::usage);
        if (Resync.metrics(server).isZero()) {
            return Optional.empty();
        }
        if (!isTime(before.map(ServerUsageStatus::readTime), status.map(DatabaseServerStatus::conditions), server)) {
            return before;
        }
        var most = status.map(DatabaseServerStatus::maxConnections).orElse(0);
        return latest(server)
                .map(ToldUsage::status)
                .filter(now -> before.isEmpty() || UsageSteps.isNews(before.get(), now, most))
                .or(() -> before);
    }

    /** What was never told waits until it is Ready for as long: what is new has nothing to tell yet. */
    private boolean isTime(Optional<String> readTime, Optional<List<Condition>> conditions, DatabaseServer server) {
        var since = readTime.or(() -> ready(conditions).map(Condition::getLastTransitionTime));
        return since.filter(
                        told -> !clock.instant().isBefore(Instant.parse(told).plus(Resync.interval(server))))
                .isPresent();
    }

    private Optional<Reading> latest(DatabaseServer server) {
        return Optional.ofNullable(watch.all().get(server.getMetadata().getName()))
                .flatMap(ServerReadings::latest);
    }

    private static UsageStatus status(TenantUsage used, Reading reading) {
        return new UsageStatus(
                used.sessions().map(Sessions::count).orElse(null),
                used.storage().map(Storage::bytes).map(UsageSteps::size).orElse(null),
                time(reading));
    }

    private static ServerUsageStatus status(Reading reading) {
        var usage = reading.usage();
        return new ServerUsageStatus(
                usage.sessions().values().stream().mapToInt(Integer::intValue).sum(),
                UsageSteps.cost(usage.cost()),
                time(reading));
    }

    private static String time(Reading reading) {
        return reading.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What the status of a tenant says. */
    private record Told(
            Marker marker, Optional<UsageStatus> usage, Optional<List<Condition>> conditions, int promised) {}
}
