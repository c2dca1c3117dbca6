package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who is on which DatabaseServer, and that somebody came or went. It looks into the caches of the tenants' own controllers:
 * another watch would have each of thousands of resources sent, read and kept twice.
 */
@Singleton
public class TenantIndex {
    /** The name of the index by DatabaseServer that those caches have. */
    public static final String BY_SERVER = "by-server";

    /** Many come and go together; and what this process wrote is in the caches by then. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Provider<Operator> operator;
    private final SimpleInboundEventSource<DatabaseServer> events = new SimpleInboundEventSource<>("tenants");
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile Optional<IndexedResourceCache<ServiceSchema>> schemas = Optional.empty();
    private volatile Optional<IndexedResourceCache<SchemaReader>> readers = Optional.empty();
    private volatile Optional<IndexedResourceCache<SchemaMove>> moves = Optional.empty();

    /** @param operator asked once it runs: its own making needs all controllers */
    public TenantIndex(Provider<Operator> operator) {
        this.operator = operator;
    }

    /** Looks things up in this cache from now on. */
    public void ofSchemas(IndexedResourceCache<ServiceSchema> cache) {
        schemas = Optional.of(cache);
    }

    /** Looks things up in this cache from now on. */
    public void ofReaders(IndexedResourceCache<SchemaReader> cache) {
        readers = Optional.of(cache);
    }

    public Optional<IndexedResourceCache<ServiceSchema>> schemas() {
        return schemas;
    }

    public Optional<IndexedResourceCache<SchemaReader>> readers() {
        return readers;
    }

    /** Looks things up in this cache from now on. */
    public void ofMoves(IndexedResourceCache<SchemaMove> cache) {
        moves = Optional.of(cache);
    }

    /** Those that have something on the server that is not over. */
    Stream<SchemaMove> movesOn(String server) {
        return moves.stream()
                .flatMap(cache -> cache.list(move -> Finalizer.isOn(move) && concerns(move, server)))
                .filter(move -> Optional.ofNullable(move.getStatus())
                        .map(SchemaMoveStatus::phase)
                        .filter(phase -> phase != Phase.Finished && phase != Phase.CalledOff)
                        .isPresent());
    }

    private static boolean concerns(SchemaMove move, String server) {
        return move.getSpec().to().serverRef().name().equals(server)
                || Optional.ofNullable(move.getStatus())
                        .map(SchemaMoveStatus::from)
                        .filter(server::equals)
                        .isPresent();
    }

    /** Whether all that there are have been read: before, one that is missing here may well be there. */
    boolean isComplete() {
        return operator.get().getRuntimeInfo().isStarted();
    }

    public Stream<ServiceSchema> schemasOn(String server) {
        return schemas.stream().flatMap(cache -> cache.byIndex(BY_SERVER, server).stream());
    }

    public Stream<SchemaReader> readersOn(String server) {
        return readers.stream().flatMap(cache -> cache.byIndex(BY_SERVER, server).stream());
    }

    /** Whether there is the resource that the marker names. */
    boolean isThere(Marker marker) {
        var id = new ResourceID(marker.name(), marker.namespace());
        return marker.kind() == Marker.Kind.READER ? isThere(readers, id) : isThere(schemas, id);
    }

    private static <R extends HasMetadata> boolean isThere(Optional<IndexedResourceCache<R>> cache, ResourceID id) {
        return cache.flatMap(all -> all.get(id)).isPresent();
    }

    /** Where the controller of DatabaseServers hears of it. */
    EventSource<?, DatabaseServer> events() {
        return events;
    }

    /** This DatabaseServer, or one of its tenants, came or went or may have been promised something else. */
    public void changed(String server) {
        if (changed.add(server)) {
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> tell(server));
        }
    }

    private void tell(String server) {
        changed.remove(server);
        events.propagateEvent(new ResourceID(server));
    }
}
