package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.StaleViewException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The DatabaseServers of the cluster, and which of them are one server under several names. */
public record ServerIdentity(Context<?> context) {

    /** The server of a service; empty when it does not let its namespace in, so that nobody blocks a name from outside. */
    public Optional<DatabaseServer> admitting(ServiceSchema schema) {
        return cache(DatabaseServer.class)
                .get(new ResourceID(EffectiveServer.of(schema)))
                .filter(server -> admits(server, schema));
    }

    /** Whether the namespace of the resource may use the server. */
    public boolean admits(DatabaseServer server, HasMetadata resource) {
        return cache(Namespace.class)
                .get(new ResourceID(resource.getMetadata().getNamespace()))
                .filter(namespace -> NamespaceAccess.allows(server, namespace))
                .isPresent();
    }

    /** The DatabaseServers that are known to be this one, itself included. */
    public List<DatabaseServer> same(DatabaseServer server) {
        return cache(DatabaseServer.class)
                .list(other -> isSame(server, other)
                        || identity(server).isPresent() && identity(server).equals(identity(other)))
                .toList();
    }

    /** Whether the DatabaseServer of this name is this server, as far as is known: one that never answered may be any. */
    public boolean mayBe(DatabaseServer server, String name) {
        return cache(DatabaseServer.class)
                .get(new ResourceID(name))
                .map(other -> isSame(server, other)
                        || identity(server).isEmpty()
                        || identity(other).isEmpty()
                        || identity(server).equals(identity(other)))
                .orElse(true);
    }

    /** Databases of one PostgreSQL server have schemas of their own, and share their roles. */
    public static boolean shareSchemas(DatabaseServer one, DatabaseServer other) {
        return Objects.equals(one.getSpec().database(), other.getSpec().database());
    }

    /** @throws StaleViewException when the other one was never looked at */
    public static boolean areOne(DatabaseServer one, DatabaseServer other) {
        if (isSame(one, other)) {
            return true;
        }
        if (one.getSpec().engine() != other.getSpec().engine()) {
            return false;
        }
        if (isNew(other)) {
            throw new StaleViewException("DatabaseServer \"%s\" has not answered yet."
                    .formatted(other.getMetadata().getName()));
        }
        return identity(one).isPresent() && identity(one).equals(identity(other));
    }

    private static boolean isSame(DatabaseServer one, DatabaseServer other) {
        return one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private static boolean isNew(DatabaseServer server) {
        return identity(server).isEmpty()
                && Optional.ofNullable(server.getStatus())
                        .flatMap(status -> Conditions.find(Conditions.READY, status.conditions()))
                        .filter(ready -> !ready.getStatus().equals("Unknown"))
                        .isEmpty();
    }

    private static Optional<String> identity(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus()).map(DatabaseServerStatus::identity);
    }

    @SuppressWarnings(
            "unchecked") // Every event source of a Kubernetes kind is a cache of it; its type does not say so.
    private <R extends HasMetadata> Cache<R> cache(Class<R> kind) {
        return (Cache<R>) context.eventSourceRetriever().getEventSourceFor(kind);
    }
}
