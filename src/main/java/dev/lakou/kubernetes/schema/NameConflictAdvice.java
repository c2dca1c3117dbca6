package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.Installation;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.stream.Stream;

/** Those whose markers stand on what a service wants, and what can be done about it. */
record NameConflictAdvice(Installation installation, Context<ServiceSchema> context) {

    /** In sentences; empty when all of them are services that are there. */
    String advice(State found) {
        var markers = Stream.concat(
                        found.roles().stream().map(Role::comment),
                        found.schemas().stream().map(Schema::comment))
                .flatMap(Optional::stream)
                .flatMap(comment -> Marker.parse(comment).stream())
                .distinct()
                .map(this::advice)
                .filter(advice -> !advice.isEmpty());
        return String.join("", markers.sorted().toList());
    }

    private String advice(Marker marker) {
        if (!marker.clusterUid().equals(installation.clusterUid())) {
            return " \"%s/%s\" is of another cluster, whose Lakou shares this server."
                    .formatted(marker.namespace(), marker.name());
        }
        return marker.kind() == Marker.Kind.READER
                        || context.getPrimaryCache()
                                .get(new ResourceID(marker.name(), marker.namespace()))
                                .isPresent()
                ? ""
                : " ServiceSchema \"%s/%s\" was deleted, and its data kept (deletionPolicy Retain): apply it again to go on with them, or apply it again with deletionPolicy Delete and delete it to free its names."
                        .formatted(marker.namespace(), marker.name());
    }
}
