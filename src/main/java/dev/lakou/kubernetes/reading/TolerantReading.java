package dev.lakou.kubernetes.reading;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveSpec;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaSpec;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;

/** Has the client read Lakou's own kinds field by field: one value that it cannot hold would end the watch over all of a kind. */
@Singleton
public final class TolerantReading implements KubernetesClientObjectMapperCustomizer {
    private static final Map<Class<?>, Class<? extends Record>> SPECS = Map.of(
            DatabaseServer.class, DatabaseServerSpec.class,
            ServiceSchema.class, ServiceSchemaSpec.class,
            SchemaReader.class, SchemaReaderSpec.class,
            SchemaMove.class, SchemaMoveSpec.class);

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("lakou").setDeserializerModifier(new Modifier()));
    }

    private static final class Modifier extends BeanDeserializerModifier {
        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            var spec = SPECS.get(description.getBeanClass());
            return spec == null ? deserializer : new TolerantDeserializer(deserializer, spec);
        }
    }
}
