package dev.lakou.cli.cluster;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.ServerConfigurations;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster, with the rights of whoever asks.
 *
 * @param lakouNamespace where Lakou runs
 */
public record Cluster(KubernetesClient client, String lakouNamespace) implements AutoCloseable {

    public String namespace() {
        return client.getNamespace();
    }

    public MixedOperation<ServiceSchema, KubernetesResourceList<ServiceSchema>, Resource<ServiceSchema>>
            serviceSchemas() {
        return client.resources(ServiceSchema.class);
    }

    /** The service of this name in the namespace. */
    public ServiceSchema serviceSchema(String name) {
        return Optional.ofNullable(serviceSchemas().withName(name).get())
                .orElseThrow(() -> new Failure(
                        "There is no ServiceSchema \"%s\" in namespace \"%s\".".formatted(name, namespace())));
    }

    public DatabaseServer server(String name) {
        return Optional.ofNullable(
                        client.resources(DatabaseServer.class).withName(name).get())
                .orElseThrow(() -> new Failure("There is no DatabaseServer \"%s\".".formatted(name)));
    }

    /** Lakou in this cluster, as its markers name it. */
    public Installation installation() {
        var system = Optional.ofNullable(
                        client.namespaces().withName("kube-system").get())
                .orElseThrow(() -> new Failure(
                        "The cluster has no namespace kube-system, by whose uid Lakou marks what is its own."));
        return new Installation(system.getMetadata().getUid(), lakouNamespace, Set.of());
    }

    /** How Lakou reaches a server: with the Secrets in its namespace, which whoever asks must be allowed to read. */
    public ServerConfiguration configuration(DatabaseServer server) {
        return new ServerConfigurations(new Installation("", lakouNamespace, Set.of()))
                .of(
                        server,
                        name -> Optional.ofNullable(client.secrets()
                                .inNamespace(lakouNamespace)
                                .withName(name)
                                .get()));
    }

    /** The server that a service is on; the caller closes it. */
    public SharedServer open(ServiceSchema schema) {
        return Servers.open(configuration(server(EffectiveServer.of(schema))));
    }

    @Override
    public void close() {
        client.close();
    }
}
