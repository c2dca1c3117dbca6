package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who runs each server: asked once for each way to it, as that changes with it alone. */
final class Providers {
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Optional<String> of(DatabaseServer resource, SharedServer server) {
        var name = resource.getMetadata().getName();
        var before = known.get(name);
        if (before != null && before.server.equals(server)) {
            return before.provider;
        }
        try {
            var asked = new Known(server, server.profile().provider());
            known.put(name, asked);
            return asked.provider;
        } catch (DatabaseException e) {
            return Optional.ofNullable(resource.getStatus()).map(DatabaseServerStatus::provider);
        }
    }

    void forget(DatabaseServer resource) {
        known.remove(resource.getMetadata().getName());
    }

    private record Known(SharedServer server, Optional<String> provider) {}
}
