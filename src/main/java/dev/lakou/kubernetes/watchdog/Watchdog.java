package dev.lakou.kubernetes.watchdog;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.LookPace;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.server.ServerIndex;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks every few seconds at the sessions of each server whose DatabaseServer asks for that. */
@Singleton
class Watchdog {
    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    private static final Duration ROUND = Duration.ofSeconds(5);

    /** A server that does not answer keeps one of them waiting for the timeout of its pool. */
    private static final int THREADS = 4;

    private final ServerIndex index;
    private final ResourceIndex resources;
    private final SharedServers servers;
    private final Installation installation;
    private final EventRecorder events;
    private final WatchdogCounts counts;
    private final LeaderFence fence;
    private final Clock clock;
    private final Map<String, SessionWatch> watches = new HashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    Watchdog(
            ServerIndex index,
            ResourceIndex resources,
            SharedServers servers,
            Installation installation,
            EventRecorder events,
            WatchdogCounts counts,
            LeaderFence fence,
            Clock clock) {
        this.index = index;
        this.resources = resources;
        this.servers = servers;
        this.installation = installation;
        this.events = events;
        this.counts = counts;
        this.fence = fence;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        threads.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void round() {
        try {
            var watched = index.all()
                    .filter(server -> server.getSpec().watchdog() != null)
                    .toList();
            watches.keySet().retainAll(watched.stream().map(Watchdog::name).collect(Collectors.toSet()));
            for (var server : watched) {
                var watch =
                        watches.computeIfAbsent(name(server), name -> new SessionWatch(events, counts, fence, clock));
                if (fence.lasts() && busy.add(name(server))) {
                    threads.execute(() -> look(server, watch));
                }
            }
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.error("The sessions of servers cannot be watched just now.", e);
        }
    }

    private void look(DatabaseServer server, SessionWatch watch) {
        var begin = System.nanoTime();
        try {
            servers.find(name(server)).ifPresent(open -> look(server, watch, open.server()));
        } catch (DatabaseException e) {
            LOG.debugf("The sessions of server %s cannot be seen just now: %s", name(server), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "The sessions of server %s cannot be watched just now.", name(server));
        } finally {
            rest(server, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void rest(DatabaseServer server, Duration cost) {
        if (!threads.isShutdown()) {
            var rest = LookPace.restAfter(cost);
            threads.schedule(() -> busy.remove(name(server)), rest.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void look(DatabaseServer server, SessionWatch watch, SharedServer open) {
        WatchdogSettings.of(server).ifPresent(settings -> watch.look(server, settings, tenants(server), open));
    }

    private Map<Marker, HasMetadata> tenants(DatabaseServer server) {
        var tenants = new HashMap<Marker, HasMetadata>();
        resources.schemasOn(name(server)).forEach(one -> tenants.put(installation.marker(one), one));
        resources.readersOn(name(server)).forEach(one -> tenants.put(installation.marker(one), one));
        return tenants;
    }

    private static String name(DatabaseServer server) {
        return server.getMetadata().getName();
    }
}
