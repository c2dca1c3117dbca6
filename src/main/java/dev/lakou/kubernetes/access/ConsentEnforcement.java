package dev.lakou.kubernetes.access;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Marker;
import dev.lakou.plan.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes rights on a schema from those whom its owner does not, or no longer, let in. It is done from the owner's side:
 * who loses a right may be suspended, refused or gone, and none of that keeps it.
 */
@Singleton
public class ConsentEnforcement {
    private final ResourceIndex resources;
    private final Installation installation;
    private final KubernetesClient client;
    private final EventRecorder events;

    ConsentEnforcement(
            ResourceIndex resources, Installation installation, KubernetesClient client, EventRecorder events) {
        this.resources = resources;
        this.installation = installation;
        this.client = client;
        this.events = events;
    }

    /**
     * @param held the rights that others have there
     * @return those that the owner consents to
     */
    public List<HeldGrant> enforce(ServiceSchema owner, SharedServer server, List<HeldGrant> held) {
        var requests = new HashMap<Marker, List<Request>>();
        var names = Names.of(owner);
        var consented = new ArrayList<HeldGrant>();
        var unconsented = new ArrayList<HeldGrant>();
        for (var one : held) {
            (isConsented(owner, names, one, requests) ? consented : unconsented).add(one);
        }
        var plan = Planner.planRevoke(unconsented);
        if (!plan.isEmpty()) {
            server.apply(plan);
            events.changed(owner, "AccessWithdrawn", plan.describe());
        }
        return consented;
    }

    /** What another installation granted is that one's matter. */
    private boolean isConsented(ServiceSchema owner, Names names, HeldGrant held, Map<Marker, List<Request>> requests) {
        return !installation.looksAfter(held.holder())
                || requests.computeIfAbsent(held.holder(), holder -> consentedRequests(owner, holder)).stream()
                        .anyMatch(request ->
                                request.in(names).schemas().contains(held.schema()) && request.allows(held.grant()));
    }

    /** Of a resource that is gone, none: its login has no right that anybody could answer for. */
    private List<Request> consentedRequests(ServiceSchema owner, Marker holder) {
        return resource(holder).stream()
                .flatMap(asker -> ResourceIndex.requests(asker, ResourceKey.of(owner))
                        .filter(request -> Consent.given(owner, ResourceKey.of(asker), request)))
                .toList();
    }

    /** The API server has the last word: right after a start, the caches of other kinds may not be filled. */
    private Optional<HasMetadata> resource(Marker marker) {
        return marker.kind() == Marker.Kind.READER
                ? resources
                        .reader(marker.namespace(), marker.name())
                        .or(() -> live(SchemaReader.class, marker))
                        .map(HasMetadata.class::cast)
                : resources
                        .schema(marker.namespace(), marker.name())
                        .or(() -> live(ServiceSchema.class, marker))
                        .map(HasMetadata.class::cast);
    }

    private <R extends HasMetadata> Optional<R> live(Class<R> kind, Marker marker) {
        return Optional.ofNullable(client.resources(kind)
                .inNamespace(marker.namespace())
                .withName(marker.name())
                .get());
    }
}
