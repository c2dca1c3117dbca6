package dev.lakou.cli.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.filter.GenericFilter;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnAddFilter;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnDeleteFilter;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The resources of one kind as they were listed once, in the shape in which the operator has them: a cache that never
 * hears of a change, and an event source without events.
 */
public final class ListedResources<R extends HasMetadata>
        implements EventSource<R, HasMetadata>, IndexerResourceCache<R> {
    private final Class<R> kind;
    private final Map<ResourceID, R> resources = new LinkedHashMap<>();
    private final Map<String, Function<R, List<String>>> indexers = new HashMap<>();

    public ListedResources(Class<R> kind, Collection<R> listed) {
        this.kind = kind;
        listed.forEach(one -> resources.put(ResourceID.fromResource(one), one));
    }

    /** Puts one in the place of the listed one. */
    public void replace(R resource) {
        resources.put(ResourceID.fromResource(resource), resource);
    }

    @Override
    public Optional<R> get(ResourceID id) {
        return Optional.ofNullable(resources.get(id));
    }

    @Override
    public Stream<ResourceID> keys() {
        return resources.keySet().stream();
    }

    @Override
    public Stream<R> list(Predicate<R> which) {
        return List.copyOf(resources.values()).stream().filter(which);
    }

    @Override
    public Stream<R> list(String namespace, Predicate<R> which) {
        return list(which).filter(one -> namespace.equals(one.getMetadata().getNamespace()));
    }

    @Override
    public void addIndexers(Map<String, Function<R, List<String>>> more) {
        indexers.putAll(more);
    }

    @Override
    public List<R> byIndex(String index, String value) {
        var indexer = Optional.ofNullable(indexers.get(index))
                .orElseThrow(() -> new IllegalArgumentException("There is no index " + index));
        return list(one -> indexer.apply(one).contains(value)).toList();
    }

    @Override
    public Class<R> resourceType() {
        return kind;
    }

    /** Which of them belong to another is not known here. */
    @Override
    public Set<R> getSecondaryResources(HasMetadata primary) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void setEventHandler(EventHandler handler) {}

    @Override
    public void setOnAddFilter(OnAddFilter<? super R> filter) {}

    @Override
    public void setOnUpdateFilter(OnUpdateFilter<? super R> filter) {}

    @Override
    public void setOnDeleteFilter(OnDeleteFilter<? super R> filter) {}

    @Override
    public void setGenericFilter(GenericFilter<? super R> filter) {}
}
