package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.ServerReport;
import dev.lakou.database.SharedServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What was found out about each server a moment ago: its tenants come and go more often than that changes. */
final class Examinations {
    /** How long a server that has all it needs is not asked again because somebody came or went. */
    private static final Duration SOUND = Duration.ofMinutes(1);

    /** The same of one where a DBA may be at work. */
    private static final Duration LACKING = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Map<String, Dated> latest = new ConcurrentHashMap<>();

    Examinations(InstantSource clock) {
        this.clock = clock;
    }

    /** The latest of this spec and this way to the server while it is fresh, soon to be looked at again; else another. */
    Examination of(DatabaseServer resource, SharedServer server, Supplier<Examination> another) {
        var generation = resource.getMetadata().getGeneration();
        var name = resource.getMetadata().getName();
        var now = clock.instant();
        var fresh = Optional.ofNullable(latest.get(name))
                .filter(one -> one.generation == generation && one.server.equals(server))
                .filter(one -> !now.isBefore(one.at) && now.isBefore(one.until()));
        if (fresh.isPresent()) {
            return fresh.get()
                    .examination
                    .resting(Duration.between(now, fresh.get().until()));
        }
        var examination = another.get();
        latest.put(name, new Dated(generation, server, now, examination));
        return examination;
    }

    void forget(String name) {
        latest.remove(name);
    }

    /**
     * What a server is and has.
     *
     * @param orphaned the logins that are open although their resource is gone, in words
     * @param rest how long nobody has to look again
     */
    record Examination(ServerReport report, List<String> orphaned, Duration rest) {
        Examination {
            orphaned = List.copyOf(orphaned);
        }

        private boolean isSound() {
            return report.missing().isEmpty() && report.roleSwitchFault().isEmpty() && orphaned.isEmpty();
        }

        private Examination resting(Duration other) {
            return new Examination(report, orphaned, other);
        }
    }

    private record Dated(long generation, SharedServer server, Instant at, Examination examination) {
        private Instant until() {
            var longest = examination.isSound() ? SOUND : LACKING;
            return at.plus(longest.compareTo(examination.rest()) < 0 ? longest : examination.rest());
        }
    }
}
