package dev.lakou.kubernetes;

import dev.lakou.api.SchemaReader;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;
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

    /** What the things of this service or reader carry. */
    public Marker marker(HasMetadata resource) {
        return new Marker(
                clusterUid,
                resource instanceof SchemaReader ? Marker.Kind.READER : Marker.Kind.SERVICE,
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName());
    }

    /** Whether a marker is of a resource that this installation would see. */
    public boolean looksAfter(Marker marker) {
        return marker.clusterUid().equals(clusterUid)
                && (watchedNamespaces.isEmpty() || watchedNamespaces.contains(marker.namespace()));
    }
}
