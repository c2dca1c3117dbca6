package dev.lakou.kubernetes.access;

import dev.lakou.api.AccessSpec;
import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReference;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.server.ConnectionBudget;
import dev.lakou.kubernetes.server.Finalizer;
import dev.lakou.kubernetes.server.ServerIdentity;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.server.Tenants;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All services and readers that this process knows, and who uses whose schema. */
@Singleton
public class ResourceIndex {
    private static final String BY_SCHEMA_USED = "by-schema-used";

    private final TenantIndex tenants;

    public ResourceIndex(TenantIndex tenants) {
        this.tenants = tenants;
    }

    /** One of resources that were listed once, for a process that is not the operator. */
    public static ResourceIndex ofListed(
            IndexerResourceCache<ServiceSchema> schemas, IndexerResourceCache<SchemaReader> readers) {
        var index = new ResourceIndex(new TenantIndex(() -> {
            throw new IllegalStateException("There is no operator in this process.");
        }));
        index.ofSchemas(schemas);
        index.ofReaders(readers);
        return index;
    }

    /** Looks things up in this cache from now on. */
    public void ofSchemas(IndexerResourceCache<ServiceSchema> cache) {
        cache.addIndexers(Map.of(BY_SCHEMA_USED, schema -> used(schema).toList()));
        tenants.ofSchemas(cache);
    }

    /** Looks things up in this cache from now on. */
    public void ofReaders(IndexerResourceCache<SchemaReader> cache) {
        cache.addIndexers(Map.of(BY_SCHEMA_USED, reader -> used(reader).toList()));
        tenants.ofReaders(cache);
    }

    /**
     * Holds a tenant to what its server promises to all of its tenants.
     *
     * @throws StalledException when those that go before this one leave too little
     */
    public void admit(Tenant tenant, DatabaseServer server, Context<?> context) {
        ConnectionBudget.check(tenant, server, () -> {
            var identity = new ServerIdentity(context);
            return identity.same(server).stream()
                    .map(one -> tenants(one, identity))
                    .toList();
        });
    }

    /** Those that have something on the server, or may have it. */
    private Tenants tenants(DatabaseServer server, ServerIdentity identity) {
        var name = server.getMetadata().getName();
        return Tenants.of(
                server,
                schemasOn(name).filter(schema -> Finalizer.isOn(schema) || identity.admits(server, schema)),
                readersOn(name).filter(reader -> Finalizer.isOn(reader) || identity.admits(server, reader)));
    }

    public Stream<ServiceSchema> schemasOn(String server) {
        return tenants.schemasOn(server);
    }

    public Stream<SchemaReader> readersOn(String server) {
        return tenants.readersOn(server);
    }

    public Optional<ServiceSchema> schema(String namespace, String name) {
        return tenants.schemas().flatMap(cache -> cache.get(new ResourceID(name, namespace)));
    }

    Optional<SchemaReader> reader(String namespace, String name) {
        return tenants.readers().flatMap(cache -> cache.get(new ResourceID(name, namespace)));
    }

    /** What a service or reader asks to do in the schema of another service. */
    static Stream<Request> requests(HasMetadata asker, ResourceKey owner) {
        if (asker instanceof SchemaReader reader) {
            return usedBy(reader).filter(owner::equals).map(used -> Request.TO_READ);
        }
        return asker instanceof ServiceSchema schema
                ? Optional.ofNullable(schema.getSpec().access()).orElse(List.of()).stream()
                        .filter(spec -> resource(schema, spec.schemaRef()).equals(owner))
                        .map(Request::of)
                : Stream.empty();
    }

    /** The services that have one of these schemas on the server. */
    Stream<ServiceSchema> ownersOf(String server, Set<Identifier> names) {
        return schemasOn(server)
                .filter(schema -> names.contains(Names.of(schema).schema()));
    }

    /** Those that use, or want to use, the schema of this service. */
    public Stream<HasMetadata> usersOf(ServiceSchema schema) {
        var key = key(schema.getMetadata().getNamespace(), schema.getMetadata().getName());
        return Stream.concat(
                tenants.schemas().stream().flatMap(cache -> cache.byIndex(BY_SCHEMA_USED, key).stream()),
                tenants.readers().stream().flatMap(cache -> cache.byIndex(BY_SCHEMA_USED, key).stream()));
    }

    /** The services whose schemas this one uses, or wants to use. */
    static Stream<ResourceKey> usedBy(ServiceSchema schema) {
        return Optional.ofNullable(schema.getSpec().access()).orElse(List.of()).stream()
                .map(AccessSpec::schemaRef)
                .map(reference -> resource(schema, reference));
    }

    /** The services whose schemas this one reads, or wants to read. */
    static Stream<ResourceKey> usedBy(SchemaReader reader) {
        return reader.getSpec().schemas().stream().map(reference -> resource(reader, reference));
    }

    /** The service that a reference in this resource means. */
    static ResourceKey resource(HasMetadata from, SchemaReference reference) {
        return new ResourceKey(
                HasMetadata.getKind(ServiceSchema.class),
                Optional.ofNullable(reference.namespace())
                        .orElseGet(() -> from.getMetadata().getNamespace()),
                reference.name());
    }

    private static Stream<String> used(ServiceSchema schema) {
        return usedBy(schema).map(one -> key(one.namespace(), one.name()));
    }

    private static Stream<String> used(SchemaReader reader) {
        return usedBy(reader).map(one -> key(one.namespace(), one.name()));
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
