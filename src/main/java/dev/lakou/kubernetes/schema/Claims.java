package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.Engine;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.reconcile.OwnershipCheck;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.server.CreationOrder;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.server.ServerIdentity;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import dev.lakou.model.Ownership;
import dev.lakou.model.State;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may have a name before anybody has it: on one server, whatever its DatabaseServers are called, the oldest. */
@Singleton
class Claims {
    private static final String BY_CLAIM = "serviceschema-by-claim";

    private final SharedServers databases;
    private final Installation installation;
    private final ReconcileTrigger triggers;

    Claims(SharedServers databases, Installation installation, ReconcileTrigger triggers) {
        this.databases = databases;
        this.installation = installation;
        this.triggers = triggers;
    }

    /** Makes those who claim something findable in this cache. */
    void index(IndexerResourceCache<ServiceSchema> cache) {
        cache.addIndexers(Map.of(
                BY_CLAIM, schema -> ofAnyEngine(schema).map(Claim::toString).toList()));
    }

    /**
     * Whoever stands on the server has the name; of those who do not, the oldest service may have it.
     *
     * @throws StalledException when one of the names is another's
     * @throws StaleViewException when an older one may be on the same server, which has not answered yet
     */
    void require(ServiceSchema resource, State desired, Ownership found, Context<ServiceSchema> context) {
        OwnershipCheck.refuse(desired, found, new NameConflictAdvice(installation, context).advice(found.found()));
        if (found.owned().isEmpty()) {
            var server = ServerAdmission.server(context).orElseThrow();
            requireOldest(resource, server, context);
        }
    }

    private void requireOldest(ServiceSchema resource, DatabaseServer server, Context<ServiceSchema> context) {
        var servers = new ServerIdentity(context);
        for (var claim : inOrder(of(resource, server))) {
            for (var rival : claimants(claim, context)) {
                if (CreationOrder.OLDEST_FIRST.compare(rival, resource) < 0) {
                    servers.admitting(rival)
                            .filter(theirs ->
                                    claim.kind() == Claim.Kind.ROLE || ServerIdentity.shareSchemas(server, theirs))
                            .filter(theirs -> of(rival, theirs).contains(claim))
                            .filter(theirs -> ServerIdentity.areOne(server, theirs))
                            .ifPresent(theirs -> {
                                throw conflict(claim, rival, theirs);
                            });
                }
            }
        }
    }

    /** So that the same one of several conflicts is told each time. */
    private static List<Claim> inOrder(Set<Claim> claims) {
        return claims.stream().sorted(Comparator.comparing(Claim::toString)).toList();
    }

    /** Has those looked at again that may have waited for the names of this one. */
    void free(ServiceSchema resource, Context<ServiceSchema> context) {
        ofAnyEngine(resource)
                .flatMap(claim -> claimants(claim, context).stream())
                .map(ResourceKey::of)
                .filter(key -> !key.equals(ResourceKey.of(resource)))
                .distinct()
                .forEach(triggers::trigger);
    }

    /** One that is being deleted claims nothing: what it has, its marker keeps until it is gone. */
    private static List<ServiceSchema> claimants(Claim claim, Context<ServiceSchema> context) {
        return context.getPrimaryCache().byIndex(BY_CLAIM, claim.toString()).stream()
                .filter(schema -> schema.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private static StalledException conflict(Claim claim, ServiceSchema rival, DatabaseServer theirs) {
        return new StalledException(
                Reason.NameConflict,
                "The %s is for ServiceSchema \"%s/%s\", which asked for it earlier, on DatabaseServer \"%s\". Choose other names in spec.schema, spec.extraSchemas and spec.user, or delete that one."
                        .formatted(
                                claim,
                                rival.getMetadata().getNamespace(),
                                rival.getMetadata().getName(),
                                theirs.getMetadata().getName()));
    }

    private static List<Identifier> users(ServiceSchema resource) {
        return Accounts.of(resource).stream().map(Account::user).toList();
    }

    private Set<Claim> of(ServiceSchema resource, DatabaseServer server) {
        var engine = server.getSpec().engine() == EngineKind.PostgreSQL ? Engine.POSTGRESQL : Engine.MYSQL;
        return of(resource, engine).collect(Collectors.toSet());
    }

    /** An index cannot know the engine: it sees one resource alone. */
    private Stream<Claim> ofAnyEngine(ServiceSchema resource) {
        return Stream.of(Engine.values())
                .flatMap(engine -> of(resource, engine))
                .distinct();
    }

    private Stream<Claim> of(ServiceSchema resource, Engine engine) {
        var names = Names.of(resource);
        return Stream.concat(
                names.schemas().stream().map(schema -> new Claim(Claim.Kind.SCHEMA, schema)),
                databases.roles(engine, names.schema(), users(resource)).stream()
                        .map(role -> new Claim(Claim.Kind.ROLE, role)));
    }
}
