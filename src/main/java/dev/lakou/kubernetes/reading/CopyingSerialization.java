package dev.lakou.kubernetes.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Copies a resource of Lakou's own kinds without writing it as JSON and reading that again, which the framework has done
 * before each look at it. What such a resource holds beside its metadata are values, which nobody changes.
 */
final class CopyingSerialization extends KubernetesSerialization {
    private static final Map<Class<?>, Supplier<CustomResource<?, ?>>> KINDS = Map.of(
            DatabaseServer.class, DatabaseServer::new,
            ServiceSchema.class, ServiceSchema::new,
            SchemaReader.class, SchemaReader::new,
            SchemaMove.class, SchemaMove::new);

    CopyingSerialization(ObjectMapper mapper) {
        super(mapper, false);
    }

    @Override
    @SuppressWarnings("unchecked") // The copy is of the kind of the original.
    public <T> T clone(T original) {
        return Optional.ofNullable(KINDS.get(original.getClass()))
                .map(kind -> (T)
                        copy((CustomResource<Object, Object>) original, (CustomResource<Object, Object>) kind.get()))
                .orElseGet(() -> super.clone(original));
    }

    private static CustomResource<Object, Object> copy(
            CustomResource<Object, Object> original, CustomResource<Object, Object> copy) {
        copy.setMetadata(new ObjectMetaBuilder(original.getMetadata()).build());
        copy.setSpec(original.getSpec());
        copy.setStatus(original.getStatus());
        return copy;
    }
}
