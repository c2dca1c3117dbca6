package dev.lakou.endtoend;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;

/** What the API server says of many resources, without asking for each of them. */
final class ResourceWatch implements AutoCloseable {
    private final SharedIndexInformer<ServiceSchema> schemas;
    private final SharedIndexInformer<SchemaReader> readers;
    private final SharedIndexInformer<DatabaseServer> servers;
    private final SharedIndexInformer<Namespace> namespaces;

    ResourceWatch(KubernetesClient client) {
        schemas = client.resources(ServiceSchema.class).inAnyNamespace().inform();
        readers = client.resources(SchemaReader.class).inAnyNamespace().inform();
        servers = client.resources(DatabaseServer.class).inform();
        namespaces = client.namespaces().inform();
    }

    Optional<ServiceSchema> schema(String namespace, String name) {
        return Optional.ofNullable(schemas.getStore().getByKey(namespace + "/" + name));
    }

    Optional<SchemaReader> reader(String namespace, String name) {
        return Optional.ofNullable(readers.getStore().getByKey(namespace + "/" + name));
    }

    Optional<DatabaseServer> server(String name) {
        return Optional.ofNullable(servers.getStore().getByKey(name));
    }

    boolean hasNamespace(String name) {
        return namespaces.getStore().getByKey(name) != null;
    }

    /** What Ready says of the spec as it is now. */
    static Optional<Condition> told(HasMetadata resource) {
        return Team.ready(resource)
                .filter(ready -> resource.getMetadata().getGeneration().equals(ready.getObservedGeneration()));
    }

    static List<Condition> conditions(HasMetadata resource) {
        if (resource instanceof ServiceSchema schema) {
            return Optional.ofNullable(schema.getStatus())
                    .map(ServiceSchemaStatus::conditions)
                    .orElse(List.of());
        }
        return Team.ready(resource).stream().toList();
    }

    @Override
    public void close() {
        schemas.close();
        readers.close();
        servers.close();
        namespaces.close();
    }
}
