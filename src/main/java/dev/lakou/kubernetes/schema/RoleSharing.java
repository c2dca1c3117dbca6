package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ShareSpec;
import dev.lakou.database.Engine;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.access.AccessDecision;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.access.PendingAccess;
import dev.lakou.kubernetes.server.NamePattern;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.model.Access;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import dev.lakou.model.RoleShare;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which roles of the server that Lakou did not make may read a service's schema: the service says so in its
 * sharedWith, and the platform in shareableRoles of the DatabaseServer.
 */
@Singleton
class RoleSharing {
    private static final String EVERYWHERE = "%";

    private final Administrators administrators;

    RoleSharing(SharedServers servers) {
        this.administrators = new Administrators(servers);
    }

    /** The roles that the service names, whether it may or not. */
    static Set<Identifier> named(ServiceSchema resource) {
        return shares(resource).stream()
                .flatMap(share -> Optional.ofNullable(share.role()).stream())
                .map(Identifier::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What comes of it; whatever is not granted is told in the decision. */
    Shared decide(ServiceSchema resource, ResolvedServer resolved, Context<?> context) {
        var wanted = new ArrayList<RoleShare>();
        var troubles = new ArrayList<Outcome>();
        for (var share : shares(resource)) {
            var grantee = grantee(share, resolved);
            refusal(grantee, share, resolved, context)
                    .ifPresentOrElse(troubles::add, () -> wanted.add(new RoleShare(grantee, access(share, resource))));
        }
        var found = wanted.isEmpty()
                ? Map.<Grantee, ForeignRole>of()
                : resolved.server()
                        .foreignRoles(wanted.stream().map(RoleShare::grantee).collect(Collectors.toSet()));
        var granted = new HashSet<RoleShare>();
        var pending = new ArrayList<PendingAccess>();
        for (var share : wanted) {
            var role = found.getOrDefault(share.grantee(), ForeignRole.MISSING);
            if (role == ForeignRole.SHAREABLE
                    || role == ForeignRole.WITHOUT_INHERITANCE
                            && !share.access().toEverything()) {
                present(share, resolved, pending).ifPresent(granted::add);
            } else {
                troubles.add(unusable(share.grantee(), role));
            }
        }
        return new Shared(granted, new AccessDecision(List.of(), pending, AccessDecision.together(troubles)));
    }

    private static List<ShareSpec> shares(ServiceSchema resource) {
        return Optional.ofNullable(resource.getSpec().sharedWith()).orElse(List.of()).stream()
                .filter(share -> share.role() != null)
                .toList();
    }

    private static Grantee grantee(ShareSpec share, ResolvedServer resolved) {
        var host = resolved.configuration().engine() == Engine.POSTGRESQL
                ? Optional.<String>empty()
                : Optional.ofNullable(share.host()).filter(from -> !from.equals(EVERYWHERE));
        return new Grantee(Optional.ofNullable(share.role()).map(Identifier::new), host);
    }

    private Optional<Outcome> refusal(Grantee grantee, ShareSpec share, ResolvedServer resolved, Context<?> context) {
        if (share.host() != null && resolved.configuration().engine() == Engine.POSTGRESQL) {
            return Optional.of(new Outcome(
                    Reason.InvalidSpec,
                    "spec.sharedWith: role \"%s\" has host \"%s\", and roles of PostgreSQL come from everywhere. Remove host."
                            .formatted(share.role(), share.host())));
        }
        if (!isShareable(grantee, resolved.resource())) {
            return Optional.of(new Outcome(
                    Reason.RefNotPermitted,
                    "spec.sharedWith: role \"%s\" may not be shared with. The platform team can add \"%s\" to spec.shareableRoles of DatabaseServer \"%s\"."
                            .formatted(grantee, grantee, resolved.name())));
        }
        return administrators
                .administered(grantee.role().orElseThrow(), resolved, context)
                .map(server -> new Outcome(
                        Reason.RefNotPermitted,
                        "spec.sharedWith: role \"%s\" is the administrator of DatabaseServer \"%s\". Remove the entry."
                                .formatted(grantee, server)));
    }

    private static boolean isShareable(Grantee grantee, DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().shareableRoles()).orElse(List.of()).stream()
                .anyMatch(pattern -> new NamePattern(pattern).matches(grantee.toString()));
    }

    static Access access(ShareSpec share, ServiceSchema resource) {
        var names = Names.of(resource);
        return new Access(
                names.schema(),
                Set.copyOf(names.extraSchemas()),
                identifiers(share.tables()),
                identifiers(share.columns()),
                Set.of(Privilege.SELECT));
    }

    private static Optional<RoleShare> present(RoleShare share, ResolvedServer resolved, List<PendingAccess> pending) {
        return PendingAccess.present(
                        share.access(), "for role \"%s\"".formatted(share.grantee()), resolved.server(), pending)
                .map(rest -> new RoleShare(share.grantee(), rest));
    }

    private static Outcome unusable(Grantee grantee, ForeignRole role) {
        return new Outcome(
                role == ForeignRole.MISSING ? Reason.RefNotFound : Reason.RefNotPermitted,
                "spec.sharedWith: role \"%s\" %s.".formatted(grantee, role.words()));
    }

    private static List<Identifier> identifiers(@Nullable List<String> names) {
        return Optional.ofNullable(names).orElse(List.of()).stream()
                .map(Identifier::new)
                .toList();
    }

    /** What is granted, and what is to be told of the rest. */
    record Shared(Set<RoleShare> shares, AccessDecision decision) {}
}
