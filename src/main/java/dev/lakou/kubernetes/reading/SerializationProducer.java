package dev.lakou.kubernetes.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapper;
import io.quarkus.kubernetes.client.KubernetesResources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the client reads and writes with. */
final class SerializationProducer {
    private SerializationProducer() {}

    /** @param kinds all that Quarkus found when it built the application */
    @Produces
    @Singleton
    @SuppressWarnings({"rawtypes", "unchecked"}) // So it is in Quarkus, whose own this one takes the place of.
    static KubernetesSerialization serialization(
            @KubernetesClientObjectMapper ObjectMapper mapper, @KubernetesResources Class[] kinds) {
        var serialization = new CopyingSerialization(mapper);
        for (Class<? extends KubernetesResource> kind : (Class<? extends KubernetesResource>[]) kinds) {
            serialization.registerKubernetesResource(kind);
        }
        return serialization;
    }
}
