package dev.lakou.cli.adopt;

import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A schema that is nobody's.
 *
 * @param login the one that works in it now
 */
record FoundSchema(Identifier name, Optional<Role> login) {

    Identifier user() {
        return login.map(Role::name).orElseGet(() -> new Identifier(name + "_user"));
    }

    /** What Kubernetes takes for a name and is most like that of the schema. */
    String resourceName() {
        var plain = name.value()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "schema" : plain;
    }

    String passwordSecret() {
        return resourceName() + "-by-hand";
    }

    GenericKubernetesResource manifest(String server, String namespace) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("serverRef", Map.of("name", server));
        spec.put("schema", name.value());
        spec.put("user", user().value());
        login.map(Role::connectionLimit)
                .filter(limit -> limit > 0)
                .ifPresent(limit -> spec.put("connectionLimit", limit));
        var adoption = new LinkedHashMap<String, Object>();
        adoption.put("policy", "Preview");
        login.ifPresent(role -> adoption.put("passwordSecretRef", Map.of("name", passwordSecret())));
        spec.put("adoption", adoption);
        var resource = new GenericKubernetesResource();
        resource.setApiVersion(HasMetadata.getApiVersion(ServiceSchema.class));
        resource.setKind(HasMetadata.getKind(ServiceSchema.class));
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(resourceName())
                .build());
        resource.setAdditionalProperty("spec", spec);
        return resource;
    }
}
