package dev.lakou.kubernetes;

import java.util.Set;

/**
 * This installation of Lakou.
 *
 * @param clusterUid the uid of the namespace kube-system, which stands for the cluster
 * @param namespace where the operator runs and admin Secrets lie
 * @param watchedNamespaces those whose resources it looks after; empty for all
 */
public record Installation(String clusterUid, String namespace, Set<String> watchedNamespaces) {
    public Installation {
        watchedNamespaces = Set.copyOf(watchedNamespaces);
    }
}
