package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** All DatabaseServers that this process knows. */
@Singleton
public class ServerIndex {
    private volatile Optional<IndexedResourceCache<DatabaseServer>> servers = Optional.empty();

    /** Looks them up in this cache from now on. */
    void of(IndexedResourceCache<DatabaseServer> cache) {
        servers = Optional.of(cache);
    }

    public Optional<DatabaseServer> find(String name) {
        return servers.flatMap(cache -> cache.get(new ResourceID(name)));
    }

    public Stream<DatabaseServer> all() {
        return servers.stream().flatMap(cache -> cache.list());
    }
}
