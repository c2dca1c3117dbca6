package dev.lakou.kubernetes.watchdog;

import dev.lakou.database.SessionLimits.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many sessions were too much for others, since this process began. */
@Singleton
public class WatchdogCounts {
    private final Map<Count, Long> sessions = new ConcurrentHashMap<>();

    void add(String server, HasMetadata resource, Kind kind, Result result) {
        var metadata = resource.getMetadata();
        sessions.merge(
                new Count(server, resource.getKind(), metadata.getNamespace(), metadata.getName(), kind, result),
                1L,
                Long::sum);
    }

    public Map<Count, Long> all() {
        return Map.copyOf(sessions);
    }

    /** What became of a session. */
    public enum Result {
        REPORTED,
        ENDED,
        REFUSED
    }

    /** Whose sessions, on which server, what of them, and what became of them. */
    public record Count(String server, String kind, String namespace, String name, Kind limit, Result result) {}
}
