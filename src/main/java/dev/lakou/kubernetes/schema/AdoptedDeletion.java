package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.server.AdoptionConsents;
import dev.lakou.kubernetes.server.AdoptionRequest;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.OwnedState;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import java.util.List;

/** What a service took over was not made for it: the platform says whether it may be dropped. */
final class AdoptedDeletion {
    private AdoptedDeletion() {}

    /** @throws StalledException when something of it may only be kept */
    static void require(ServiceSchema resource, OwnedState owned, ResolvedServer resolved) {
        var request = new AdoptionRequest(
                resource.getMetadata().getNamespace(),
                owned.state().schemas().stream()
                        .filter(Schema::adopted)
                        .map(Schema::name)
                        .map(Object::toString)
                        .toList(),
                owned.state().roles().stream()
                        .filter(Role::adopted)
                        .map(Role::name)
                        .map(Object::toString)
                        .toList(),
                List.of());
        if (request.isEmpty() || AdoptionConsents.of(resolved.resource()).allowDeletion(request)) {
            return;
        }
        throw new StalledException(
                Reason.DeletionBlocked,
                "Nothing is dropped: this was taken over and not made by Lakou: %s. Set spec.deletionPolicy to Retain to keep it, or let the platform team allow that with this entry in spec.adoption of DatabaseServer \"%s\": %s. Looked at again every 15 seconds."
                        .formatted(request.things(), resolved.name(), request.entryWithDeletion()));
    }
}
