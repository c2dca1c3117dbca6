package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Names a resource among all kinds of Lakou's. */
public record ResourceKey(String kind, String namespace, String name) {
    public static ResourceKey of(HasMetadata resource) {
        return new ResourceKey(
                resource.getKind(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName());
    }

    /** Whose things carry the marker. */
    public static ResourceKey of(Marker marker) {
        var kind = marker.kind() == Marker.Kind.READER ? SchemaReader.class : ServiceSchema.class;
        return new ResourceKey(HasMetadata.getKind(kind), marker.namespace(), marker.name());
    }
}
