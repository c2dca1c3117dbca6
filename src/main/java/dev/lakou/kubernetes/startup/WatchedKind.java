package dev.lakou.kubernetes.startup;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** A kind of resource that Lakou watches, and whether it can. */
record WatchedKind(Class<? extends CustomResource<?, ?>> type) {
    Optional<String> definitionViolation(Discovery discovery) {
        var plural = HasMetadata.getPlural(type);
        if (discovery.serves(HasMetadata.getApiVersion(type), plural)) {
            return Optional.empty();
        }
        var definition = CustomResource.getCRDName(type);
        return Optional.of(
                discovery.knows(HasMetadata.getGroup(type), plural)
                        ? "The CustomResourceDefinition \"%s\" does not serve %s, the only version that this Lakou knows: install the Lakou that belongs to it."
                                .formatted(definition, HasMetadata.getVersion(type))
                        : "There is no CustomResourceDefinition \"%s\": apply the CRDs of this version first."
                                .formatted(definition));
    }

    Optional<String> namespaceViolation(KubernetesClient client, String namespace) {
        if (!Namespaced.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        try {
            client.resources(type)
                    .inNamespace(namespace)
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return Optional.of(
                    "It may not see the %ss of the namespace \"%s\", which LAKOU_WATCH_NAMESPACES names: that namespace needs to be there, with the Role and RoleBinding of this installation."
                            .formatted(HasMetadata.getKind(type), namespace));
        }
    }
}
