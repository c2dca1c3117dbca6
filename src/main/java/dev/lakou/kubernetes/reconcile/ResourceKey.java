package dev.lakou.kubernetes.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Names a resource among all kinds of Lakou's. */
public record ResourceKey(String kind, String namespace, String name) {
    public static ResourceKey of(HasMetadata resource) {
        return new ResourceKey(
                resource.getKind(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName());
    }
}
