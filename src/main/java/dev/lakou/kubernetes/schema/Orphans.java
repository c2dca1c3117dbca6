package dev.lakou.kubernetes.schema;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.Installation;
import dev.lakou.model.Marker;
import dev.lakou.plan.AdoptionCandidates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.stream.Collectors;

/** Which things on a server have no resource any more that would look after them. */
record Orphans(Installation installation, KubernetesClient client) {

    /** Whether nobody, as far as this cluster can know, has any of these. */
    boolean are(AdoptionCandidates candidates) {
        return candidates.comments().stream()
                .filter(comment -> comment.startsWith(Marker.PREFIX))
                .allMatch(
                        comment -> Marker.parse(comment).filter(this::isOrphan).isPresent());
    }

    /** The other clusters whose Lakou marked them. */
    Set<String> clusters(AdoptionCandidates candidates) {
        return candidates.comments().stream()
                .flatMap(comment -> Marker.parse(comment).stream())
                .map(Marker::clusterUid)
                .filter(uid -> !uid.equals(installation.clusterUid()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A cache may not know yet of a resource that was just made: the API server is asked. */
    private boolean isOrphan(Marker marker) {
        if (!marker.clusterUid().equals(installation.clusterUid())) {
            return true;
        }
        var watched = installation.watchedNamespaces();
        if (!watched.isEmpty() && !watched.contains(marker.namespace())) {
            return false;
        }
        return marker.kind() == Marker.Kind.READER
                ? !exists(SchemaReader.class, marker)
                : !exists(ServiceSchema.class, marker);
    }

    private <R extends HasMetadata> boolean exists(Class<R> kind, Marker marker) {
        return client.resources(kind)
                        .inNamespace(marker.namespace())
                        .withName(marker.name())
                        .get()
                != null;
    }
}
