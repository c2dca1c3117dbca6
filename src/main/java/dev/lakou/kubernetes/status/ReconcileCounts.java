package dev.lakou.kubernetes.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often what happened, since this process began. */
@Singleton
public class ReconcileCounts {
    private final Map<Result, Long> results = new ConcurrentHashMap<>();
    private final Map<Change, Long> changes = new ConcurrentHashMap<>();
    private final Map<Drift, Long> drifts = new ConcurrentHashMap<>();

    void reconciled(String kind, Reason reason) {
        results.merge(new Result(kind, reason), 1L, Long::sum);
    }

    void changed(HasMetadata resource, String what) {
        changes.merge(new Change(resource.getKind(), what), 1L, Long::sum);
    }

    void drifted(HasMetadata resource) {
        var metadata = resource.getMetadata();
        drifts.merge(new Drift(resource.getKind(), metadata.getNamespace(), metadata.getName()), 1L, Long::sum);
    }

    /** What came of reconciliations. */
    public Map<Result, Long> results() {
        return Map.copyOf(results);
    }

    /** What was done on servers. */
    public Map<Change, Long> changes() {
        return Map.copyOf(changes);
    }

    /** Which resources were found changed by hand. */
    public Map<Drift, Long> drifts() {
        return Map.copyOf(drifts);
    }

    /** What a reconciliation said of a resource of this kind. */
    public record Result(String kind, Reason reason) {}

    /**
     * Changes on a server.
     *
     * @param what the reason of the event that told of them
     */
    public record Change(String kind, String what) {}

    /** A resource that was found changed by hand. */
    public record Drift(String kind, String namespace, String name) {}
}
