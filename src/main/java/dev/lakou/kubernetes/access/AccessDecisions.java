package dev.lakou.kubernetes.access;

import dev.lakou.api.AccessSpec;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.model.Identifier;
import dev.lakou.model.MarkedSchema;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out which of the schemas of others a resource may use now. */
@Singleton
public class AccessDecisions {
    private final ResourceIndex resources;
    private final Installation installation;

    public AccessDecisions(ResourceIndex resources, Installation installation) {
        this.resources = resources;
        this.installation = installation;
    }

    /**
     * What the service may do in the schemas that its spec.access names, and why not the rest.
     *
     * @param serverName the name of the server that it is on
     */
    public AccessDecision of(ServiceSchema asker, String serverName, SharedServer server) {
        var wanted = Optional.ofNullable(asker.getSpec().access()).orElse(List.<AccessSpec>of()).stream()
                .map(spec -> new Wanted(ResourceIndex.resource(asker, spec.schemaRef()), Request.of(spec)))
                .toList();
        return of(asker, serverName, wanted, server);
    }

    /** The schemas that the reader may read, in its order, and why not the rest. */
    public AccessDecision of(SchemaReader asker, SharedServer server) {
        var wanted = asker.getSpec().schemas().stream()
                .map(reference -> new Wanted(ResourceIndex.resource(asker, reference), Request.TO_READ))
                .toList();
        return of(asker, asker.getSpec().serverRef().name(), wanted, server);
    }

    private AccessDecision of(HasMetadata asker, String serverName, List<Wanted> all, SharedServer server) {
        var troubles = new ArrayList<Outcome>();
        var consented = new ArrayList<Consented>();
        for (var wanted : all) {
            var owner = resources
                    .schema(wanted.owner().namespace(), wanted.owner().name())
                    .filter(one -> one.getMetadata().getDeletionTimestamp() == null);
            trouble(ResourceKey.of(asker), serverName, wanted, owner)
                    .ifPresentOrElse(troubles::add, () -> owner.map(Names::of)
                            .ifPresent(names -> consented.add(new Consented(wanted, names))));
        }
        var made = made(consented, server);
        var shares = new ArrayList<GrantedAccess>();
        var pending = new ArrayList<PendingAccess>();
        for (var one : consented) {
            if (made.contains(marked(one, one.names().schema()))) {
                share(one, made, server, pending).ifPresent(shares::add);
            } else {
                troubles.add(new Outcome(
                        Reason.RefNotReady,
                        "The schema of ServiceSchema \"%s\" is not made yet. Waiting for it.".formatted(one.wanted())));
            }
        }
        return new AccessDecision(shares, pending, AccessDecision.together(troubles));
    }

    private Optional<Outcome> trouble(
            ResourceKey asker, String serverName, Wanted wanted, Optional<ServiceSchema> owner) {
        if (asker.equals(wanted.owner())) {
            return Optional.of(
                    new Outcome(Reason.InvalidSpec, "spec.access names this resource itself. Remove that entry."));
        }
        if (owner.isEmpty()) {
            return Optional.of(new Outcome(
                    Reason.RefNotFound,
                    "There is no ServiceSchema \"%s\", or it is being deleted. Waiting for it.".formatted(wanted)));
        }
        var itsServer = EffectiveServer.of(owner.get());
        if (!itsServer.equals(serverName)) {
            return Optional.of(new Outcome(
                    Reason.InvalidSpec,
                    "ServiceSchema \"%s\" is on DatabaseServer \"%s\", and this resource on \"%s\": no login reaches from one server to another. Remove that entry, or move one of the two."
                            .formatted(wanted, itsServer, serverName)));
        }
        return Consent.given(owner.get(), asker, wanted.request())
                ? Optional.empty()
                : Optional.of(new Outcome(
                        Reason.RefNotPermitted,
                        "ServiceSchema \"%s\" does not share %s with this resource. Its owner can add to its spec.sharedWith: %s."
                                .formatted(wanted, wanted.request(), Consent.wanted(asker, wanted.request()))));
    }

    /** The server is asked, since a status that was just written may not be seen here yet. */
    private Set<MarkedSchema> made(List<Consented> consented, SharedServer server) {
        var claimed = consented.stream()
                .flatMap(one -> one.names().schemas().stream().map(schema -> marked(one, schema)))
                .collect(Collectors.toUnmodifiableSet());
        return claimed.isEmpty() ? Set.of() : server.marked(claimed);
    }

    private MarkedSchema marked(Consented one, Identifier schema) {
        var owner = one.wanted().owner();
        return new MarkedSchema(schema, new Marker(installation.clusterUid(), owner.namespace(), owner.name()));
    }

    /** Of the further schemas, those that its owner has: one that it only claims may be anybody's. */
    private Optional<GrantedAccess> share(
            Consented one, Set<MarkedSchema> made, SharedServer server, List<PendingAccess> pending) {
        var access =
                one.wanted().request().in(one.names().withExtraSchemas(schema -> made.contains(marked(one, schema))));
        return PendingAccess.present(access, "of " + one.wanted(), server, pending)
                .map(rest -> new GrantedAccess(one.wanted().owner(), rest));
    }

    /** What is asked of one service; it prints the name of that service. */
    private record Wanted(ResourceKey owner, Request request) {
        @Override
        public String toString() {
            return owner.namespace() + "/" + owner.name();
        }
    }

    private record Consented(Wanted wanted, Names names) {}
}
