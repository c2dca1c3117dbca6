package dev.lakou.kubernetes.usage;

import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.leadership.LeaderFence;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Reads what the tenants of each server use, one reading after the other, on one of the connections that it has anyway. */
@Singleton
public class UsageWatch {
    private static final Logger LOG = Logger.getLogger(UsageWatch.class);

    /** A server that does not answer keeps one of them waiting for the timeout of its pool. */
    private static final int THREADS = 4;

    private final SharedServers servers;
    private final LeaderFence fence;
    private final Clock clock;
    private final Map<String, ServerReadings> readings = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    UsageWatch(SharedServers servers, LeaderFence fence, Clock clock) {
        this.servers = servers;
        this.fence = fence;
        this.clock = clock;
    }

    /**
     * Reads this server at such intervals from now on; not at all where the interval is zero. Not for two threads at once
     * with one name.
     */
    public void keep(String server, Duration interval) {
        var known = Optional.ofNullable(readings.get(server)).map(ServerReadings::interval);
        if (interval.isZero()) {
            forget(server);
        } else if (!known.equals(Optional.of(interval))) {
            var one = new ServerReadings(interval, clock);
            readings.put(server, one);
            threads.execute(() -> read(server, one));
        }
    }

    /** Tells of each reading, by the name of its DatabaseServer. */
    public void whenRead(Consumer<String> listener) {
        listeners.add(listener);
    }

    public void forget(String server) {
        readings.remove(server);
    }

    /** The readings of each server, by the name of its DatabaseServer. */
    public Map<String, ServerReadings> all() {
        return Map.copyOf(readings);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private void read(String server, ServerReadings one) {
        if (readings.get(server) != one) {
            return;
        }
        try {
            if (fence.lasts()) {
                servers.find(server).ifPresent(open -> {
                    one.read(open.server());
                    listeners.forEach(listener -> listener.accept(server));
                });
            }
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.errorf(e, "What the tenants of server %s use cannot be read just now.", server);
        }
        if (!threads.isShutdown()) {
            threads.schedule(() -> read(server, one), one.rest().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
