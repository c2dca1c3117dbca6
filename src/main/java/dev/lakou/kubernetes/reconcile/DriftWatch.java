package dev.lakou.kubernetes.reconcile;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.server.Resync;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * Looks at each server every few seconds, and has those resources reconciled under whose names something changed; and
 * tells when it stops answering.
 */
@Singleton
public class DriftWatch {
    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    /** A server that does not answer keeps one of them waiting for the timeout of its pool. */
    private static final int THREADS = 4;

    private final SharedServers servers;
    private final ReconcileTrigger triggers;
    private final Map<ResourceKey, Watched> watched = new ConcurrentHashMap<>();
    private final Map<String, ServerWatch> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    DriftWatch(SharedServers servers, ReconcileTrigger triggers) {
        this.servers = servers;
        this.triggers = triggers;
    }

    /** What this resource last desired, if this process has kept it. */
    Optional<State> request(HasMetadata resource) {
        return Optional.ofNullable(watched.get(ResourceKey.of(resource))).map(Watched::desired);
    }

    /**
     * Watches over what is as it should be.
     *
     * @param changed whether it had to be changed for that just now
     * @param digests what the server told of its names when it was as it should be
     */
    void keep(ServerRequest request, State desired, boolean changed, Map<Identifier, String> digests) {
        var one = Watched.of(request, desired.withoutCredentials());
        watched.put(ResourceKey.of(request.resource()), one);
        if (changed) {
            Optional.ofNullable(watches.get(one.server())).ifPresent(watch -> watch.expect(one.names(), digests));
        }
        var interval = Resync.look(request.resolved().resource());
        watches.compute(
                one.server(),
                (name, watch) -> watch != null && watch.interval().equals(interval)
                        ? watch
                        : begin(name, interval, Optional.ofNullable(watch)));
    }

    public void forget(HasMetadata resource) {
        Optional.ofNullable(watched.remove(ResourceKey.of(resource)))
                .map(Watched::server)
                .filter(server ->
                        watched.values().stream().noneMatch(one -> one.server().equals(server)))
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
            servers.find(server).ifPresent(open -> {
                var names = watch.changedNames(open.server());
                watched.forEach((resource, one) -> {
                    if (one.server().equals(server) && (one.isNamedBy(names) || awaits(resource, one, open.server()))) {
                        triggers.trigger(resource);
                    }
                });
            });
        } catch (DatabaseException e) {
            LOG.debugf("Server %s cannot be watched just now: %s", server, e.getMessage());
            if (watch.isLost()) {
                servers.fellSilent(server);
            }
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.errorf(e, "Server %s cannot be watched just now.", server);
        }
    }

    /** Whether something is there that it waits for: that is no change of what anybody has on the server. Asked once. */
    private boolean awaits(ResourceKey resource, Watched one, SharedServer server) {
        return one.awaited().stream().anyMatch(access -> !server.missing(access).containsAll(access.tables()))
                && watched.replace(resource, one, one.awaitingNothing());
    }

    /**
     * What is as it should be.
     *
     * @param awaited the tables of others that it waits for
     */
    private record Watched(String server, State desired, Set<Identifier> names, Set<Access> awaited) {
        static Watched of(ServerRequest request, State desired) {
            var names = new HashSet<>(request.dependents());
            names.addAll(desired.names());
            return new Watched(request.resolved().name(), desired, Set.copyOf(names), request.awaited());
        }

        boolean isNamedBy(Set<Identifier> changed) {
            return changed.stream().anyMatch(names::contains);
        }

        Watched awaitingNothing() {
            return new Watched(server, desired, names, Set.of());
        }
    }
}
