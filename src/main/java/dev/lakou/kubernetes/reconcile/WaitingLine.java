package dev.lakou.kubernetes.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes one of each namespace in turn: whoever has ten thousand in line keeps nobody else waiting. For one thread at a time. */
final class WaitingLine {
    /** The namespace whose turn is next comes first; none of them is empty. */
    private final Map<String, LinkedHashSet<ResourceKey>> byNamespace = new LinkedHashMap<>();

    /** At the end of its namespace's line, or where it stands in it already. */
    void add(ResourceKey resource) {
        byNamespace
                .computeIfAbsent(resource.namespace(), namespace -> new LinkedHashSet<>())
                .add(resource);
    }

    void remove(ResourceKey resource) {
        var line = byNamespace.get(resource.namespace());
        if (line != null && line.remove(resource) && line.isEmpty()) {
            byNamespace.remove(resource.namespace());
        }
    }

    /** Takes out the next one of a namespace that may have a turn. */
    Optional<ResourceKey> next(Predicate<String> hasTurn) {
        var namespace = byNamespace.keySet().stream().filter(hasTurn).findFirst();
        return namespace.map(name -> {
            var line = requireNonNull(byNamespace.remove(name));
            var next = line.iterator().next();
            line.remove(next);
            if (!line.isEmpty()) {
                byNamespace.put(name, line);
            }
            return next;
        });
    }

    boolean isEmpty() {
        return byNamespace.isEmpty();
    }
}
