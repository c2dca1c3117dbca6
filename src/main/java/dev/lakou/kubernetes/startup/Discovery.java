package dev.lakou.kubernetes.startup;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the API server says that it serves, which everybody who is signed in may ask. Asks once for each version. */
final class Discovery {
    private final KubernetesClient client;
    private final Map<String, Set<String>> plurals = new HashMap<>();

    Discovery(KubernetesClient client) {
        this.client = client;
    }

    /** @param apiVersion a group with one of its versions, as resources name it */
    boolean serves(String apiVersion, String plural) {
        return plurals.computeIfAbsent(apiVersion, this::ask).contains(plural);
    }

    /** Whether any version of the group knows it. */
    boolean knows(String group, String plural) {
        return Optional.ofNullable(client.getApiGroup(group)).map(APIGroup::getVersions).stream()
                .flatMap(versions -> versions.stream().map(GroupVersionForDiscovery::getGroupVersion))
                .anyMatch(apiVersion -> serves(apiVersion, plural));
    }

    private Set<String> ask(String apiVersion) {
        return Optional.ofNullable(client.getApiResources(apiVersion)).map(APIResourceList::getResources).stream()
                .flatMap(resources -> resources.stream().map(APIResource::getName))
                .collect(Collectors.toSet());
    }
}
