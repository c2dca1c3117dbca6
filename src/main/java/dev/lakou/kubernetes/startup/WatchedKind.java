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
record WatchedKind(Class<? extends CustomResource<?, ?>> type, String definition, String version) {
    static WatchedKind of(Class<? extends CustomResource<?, ?>> type) {
        return new WatchedKind(type, CustomResource.getCRDName(type), HasMetadata.getVersion(type));
    }

    Optional<String> definitionMistake(KubernetesClient client) {
        var found = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition)
                .get();
        if (found == null) {
            return Optional.of("There is no CustomResourceDefinition \"%s\": apply the CRDs of this version first."
                    .formatted(definition));
        }
        var served = found.getSpec().getVersions().stream()
                .anyMatch(one -> one.getServed() && one.getName().equals(version));
        return served
                ? Optional.empty()
                : Optional.of(
                        "The CustomResourceDefinition \"%s\" does not serve %s, the only version that this Lakou knows: install the Lakou that belongs to it."
                                .formatted(definition, version));
    }

    Optional<String> namespaceMistake(KubernetesClient client, String namespace) {
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
