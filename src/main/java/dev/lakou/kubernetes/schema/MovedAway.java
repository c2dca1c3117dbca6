package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.database.MovedSchema;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Ownership;
import java.util.Optional;

/** A server that a service has left, or never came to, is not to have an empty schema of it: its data is elsewhere. */
final class MovedAway {
    private MovedAway() {}

    /** @throws StalledException when the service's schema is not here, and should be */
    static void refuse(
            ServiceSchema resource, DesiredSchema service, Ownership found, Optional<MovedSchema> movedAway) {
        if (found.owned().state().schema(service.schema()).isPresent()) {
            return;
        }
        movedAway.ifPresent(moved -> {
            throw new StalledException(
                    Reason.Moved,
                    "Schema \"%s\" was moved from DatabaseServer \"%s\" to %s, and what is left here is set aside as \"%s\". It is not made here anew. To go on there, set the annotation %s of this ServiceSchema to \"%s/\" and the name of that DatabaseServer."
                            .formatted(
                                    service.schema(),
                                    EffectiveServer.of(resource),
                                    moved.destination(),
                                    moved.aside(),
                                    EffectiveServer.ANNOTATION,
                                    resource.getSpec().serverRef().name()));
        });
        if (EffectiveServer.differs(resource)) {
            throw new StalledException(
                    Reason.SchemaMissing,
                    "The annotation %s says that schema \"%s\" is on DatabaseServer \"%s\", and it is not there. Restore it, or take the annotation off."
                            .formatted(EffectiveServer.ANNOTATION, service.schema(), EffectiveServer.of(resource)));
        }
    }
}
