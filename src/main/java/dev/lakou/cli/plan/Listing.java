package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.cluster.ListedResources;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.TenantIndex;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** Everything in a cluster that decides what becomes of a service, listed once. */
record Listing(
        ListedResources<DatabaseServer> servers,
        ListedResources<Namespace> namespaces,
        ListedResources<ServiceSchema> schemas,
        ListedResources<SchemaReader> readers,
        ListedResources<SchemaMove> moves) {

    /** @param moving whether moves decide something, too */
    static Listing of(KubernetesClient client, boolean moving) {
        var listing = new Listing(
                listed(DatabaseServer.class, client),
                new ListedResources<>(
                        Namespace.class, client.namespaces().list().getItems()),
                listed(ServiceSchema.class, client),
                listed(SchemaReader.class, client),
                moving ? listed(SchemaMove.class, client) : new ListedResources<>(SchemaMove.class, List.of()));
        listing.schemas.addIndexers(Map.of(TenantIndex.BY_SERVER, schema -> List.of(EffectiveServer.of(schema))));
        listing.readers.addIndexers(Map.of(
                TenantIndex.BY_SERVER,
                reader -> List.of(reader.getSpec().serverRef().name())));
        return listing;
    }

    private static <R extends HasMetadata> ListedResources<R> listed(Class<R> kind, KubernetesClient client) {
        return new ListedResources<>(
                kind, client.resources(kind).inAnyNamespace().list().getItems());
    }
}
