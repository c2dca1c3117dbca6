package dev.lakou.kubernetes;

/**
 * This installation of Lakou.
 *
 * @param clusterUid the uid of the namespace kube-system, which stands for the cluster
 * @param namespace where the operator runs and admin Secrets lie
 */
public record Installation(String clusterUid, String namespace) {}
