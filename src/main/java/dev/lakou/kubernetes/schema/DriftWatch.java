package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServers;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Looks at each server every few seconds, and has those rooms reconciled under whose names something changed. */
@Singleton
class DriftWatch {
    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    /** A server that does not answer keeps one of them waiting for the timeout of its pool. */
    private static final int THREADS = 4;

    private final SharedServers servers;
    private final Map<ResourceID, Kept> rooms = new ConcurrentHashMap<>();
    private final Map<String, ServerWatch> watches = new ConcurrentHashMap<>();
    private final SimpleInboundEventSource<ServiceSchema> events = new SimpleInboundEventSource<>("drift");
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    DriftWatch(SharedServers servers) {
        this.servers = servers;
    }

    EventSource<?, ServiceSchema> events() {
        return events;
    }

    /** What was last wished for in the room, if this process has kept it. */
    Optional<State> wish(ServiceSchema resource) {
        return Optional.ofNullable(rooms.get(ResourceID.fromResource(resource))).map(Kept::desired);
    }

    /**
     * Watches over a room that is as it should be.
     *
     * @param changed whether it had to be changed for that just now
     */
    void keep(ServiceSchema resource, State desired, Duration interval, boolean changed) {
        var server = resource.getSpec().serverRef().name();
        var one = Kept.of(server, desired.withoutCredentials());
        rooms.put(ResourceID.fromResource(resource), one);
        if (changed) {
            Optional.ofNullable(watches.get(server)).ifPresent(watch -> watch.forget(one.names()));
        }
        watches.compute(
                server,
                (name, watch) -> watch != null && watch.interval().equals(interval)
                        ? watch
                        : begin(name, interval, Optional.ofNullable(watch)));
    }

    void forget(ServiceSchema resource) {
        Optional.ofNullable(rooms.remove(ResourceID.fromResource(resource)))
                .map(Kept::server)
                .filter(server ->
                        rooms.values().stream().noneMatch(kept -> kept.server().equals(server)))
                .map(watches::remove)
                .ifPresent(ServerWatch::end);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private ServerWatch begin(String server, Duration interval, Optional<ServerWatch> before) {
        before.ifPresent(ServerWatch::end);
        return ServerWatch.begin(threads, interval, watch -> look(server, watch));
    }

    private void look(String server, ServerWatch watch) {
        try {
            servers.find(server)
                    .map(open -> watch.changedNames(open.server()))
                    .ifPresent(names -> rooms.forEach((room, kept) -> {
                        if (kept.server().equals(server) && names.stream().anyMatch(kept.names()::contains)) {
                            events.propagateEvent(room);
                        }
                    }));
        } catch (DatabaseException e) {
            LOG.debugf("Server %s cannot be watched just now: %s", server, e.getMessage());
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.errorf(e, "Server %s cannot be watched just now.", server);
        }
    }

    /** A room that is as it should be, and what it should be. */
    private record Kept(String server, State desired, Set<Identifier> names) {
        static Kept of(String server, State desired) {
            var names = Stream.concat(
                    desired.roles().stream().map(Role::name),
                    desired.schemas().stream().map(Schema::name));
            return new Kept(server, desired, names.collect(Collectors.toUnmodifiableSet()));
        }
    }
}
