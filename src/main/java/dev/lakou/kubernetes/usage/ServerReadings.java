package dev.lakou.kubernetes.usage;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.kubernetes.LookPace;
import dev.lakou.model.Marker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The latest reading of one server, and how many there were. */
public final class ServerReadings {
    private final Duration interval;
    private final Clock clock;
    private final StatementTotals totals = new StatementTotals();
    private final Map<Part, Long> failedParts = new EnumMap<>(Part.class);
    private Optional<Reading> latest = Optional.empty();
    private Duration rest;
    private long answered;
    private long unanswered;

    ServerReadings(Duration interval, Clock clock) {
        this.interval = interval;
        this.clock = clock;
        this.rest = interval;
    }

    Duration interval() {
        return interval;
    }

    /** How long to leave the server alone now. */
    synchronized Duration rest() {
        return rest;
    }

    /** What a server does not tell is not known any more. */
    void read(SharedServer server) {
        try {
            took(server.usage());
        } catch (DatabaseException e) {
            lost();
        }
    }

    private synchronized void took(ServerUsage usage) {
        latest = Optional.of(new Reading(usage, tenants(usage), totals.after(usage.tenants()), clock.instant()));
        usage.failed().forEach(part -> failedParts.merge(part, 1L, Long::sum));
        answered++;
        rest = LookPace.restAfter(usage.cost(), interval);
    }

    private static Map<Marker, TenantUsage> tenants(ServerUsage usage) {
        return usage.tenants().stream().collect(Collectors.toMap(TenantUsage::marker, Function.identity()));
    }

    private synchronized void lost() {
        latest = Optional.empty();
        unanswered++;
        rest = interval;
    }

    /** Empty before the first one, and while the server does not answer. */
    public synchronized Optional<Reading> latest() {
        return latest;
    }

    public synchronized long answered() {
        return answered;
    }

    public synchronized long unanswered() {
        return unanswered;
    }

    /** How often the server left a part out. */
    public synchronized Map<Part, Long> failedParts() {
        return Map.copyOf(failedParts);
    }

    /**
     * What a server told.
     *
     * @param tenants what it told of each
     * @param statements of each tenant, since this process began to count
     */
    public record Reading(
            ServerUsage usage, Map<Marker, TenantUsage> tenants, Map<Marker, Statements> statements, Instant at) {
        public Reading {
            tenants = Map.copyOf(tenants);
            statements = Map.copyOf(statements);
        }
    }
}
