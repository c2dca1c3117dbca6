package dev.lakou.kubernetes.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resources that lost their finalizer a moment ago and are still in the informer's cache: an event that comes before
 * the news, such as that of their Secret's end, would have everything ended a second time.
 */
final class EndedResources {
    /** The version in which each of them still had its finalizer: one that has it again since is another version. */
    private final Map<ResourceKey, String> versions = new ConcurrentHashMap<>();

    void add(HasMetadata resource) {
        versions.put(ResourceKey.of(resource), version(resource));
    }

    boolean contains(HasMetadata resource) {
        return version(resource).equals(versions.get(ResourceKey.of(resource)));
    }

    void forget(HasMetadata resource) {
        versions.remove(ResourceKey.of(resource));
    }

    private static String version(HasMetadata resource) {
        return resource.getMetadata().getResourceVersion();
    }
}
