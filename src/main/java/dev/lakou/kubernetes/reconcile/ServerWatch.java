package dev.lakou.kubernetes.reconcile;

import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.LookPace;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What one server looked like at the last look. Only one thread looks at a time. */
final class ServerWatch {
    private final Duration interval;
    private Optional<Future<?>> task = Optional.empty();
    private boolean ended;
    private boolean answers = true;
    private String fingerprint = "";
    private Map<Identifier, String> digests = new HashMap<>();

    private ServerWatch(Duration interval) {
        this.interval = interval;
    }

    /** @param look is called again and again until {@link #end()}, with {@code interval} between two calls, or more; must not throw */
    static ServerWatch begin(ScheduledExecutorService threads, Duration interval, Consumer<ServerWatch> look) {
        var watch = new ServerWatch(interval);
        watch.lookAfter(Duration.ZERO, threads, look);
        return watch;
    }

    private synchronized void lookAfter(Duration rest, ScheduledExecutorService threads, Consumer<ServerWatch> look) {
        if (ended || threads.isShutdown()) {
            return;
        }
        task = Optional.of(threads.schedule(
                () -> {
                    var begun = System.nanoTime();
                    look.accept(this);
                    lookAfter(restAfter(Duration.ofNanos(System.nanoTime() - begun)), threads, look);
                },
                rest.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** How long to leave the server alone after a look that took so long. */
    synchronized Duration restAfter(Duration cost) {
        return answers ? LookPace.restAfter(cost, interval) : interval;
    }

    synchronized void end() {
        ended = true;
        task.ifPresent(one -> one.cancel(false));
    }

    /** The server does not answer. @return whether it did at the look before */
    synchronized boolean isLost() {
        var did = answers;
        answers = false;
        return did;
    }

    Duration interval() {
        return interval;
    }

    /** The names under which something changed since the last look; at the first, all that there are. */
    synchronized Set<Identifier> changedNames(SharedServer server) {
        var now = server.fingerprint();
        answers = true;
        if (now.equals(fingerprint)) {
            return Set.of();
        }
        var before = digests;
        digests = new HashMap<>(server.digests());
        fingerprint = now;
        return changed(before, digests);
    }

    /**
     * What was changed and mended between two looks may be changed the same way again: the next look tells of it, unless
     * it finds what was read then.
     */
    synchronized void expect(Set<Identifier> names, Map<Identifier, String> now) {
        digests.keySet().removeAll(names);
        digests.putAll(now);
        fingerprint = "";
    }

    private static Set<Identifier> changed(Map<Identifier, String> before, Map<Identifier, String> after) {
        var names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }
}
