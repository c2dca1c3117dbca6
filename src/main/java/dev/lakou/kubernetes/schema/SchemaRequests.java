package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.access.AccessDecisions;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.kubernetes.status.WrittenVersions;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Violation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Turns ServiceSchemas into wishes. */
@Singleton
class SchemaRequests {
    private final DesiredSchemas desiredSchemas;
    private final AccessDecisions shares;
    private final RoleSharing roleSharing;
    private final Claims claims;
    private final AdoptionCheck adoptions;
    private final EventRecorder events;
    private final ResourceIndex resources;
    private final StatusUpdater<ServiceSchema, ServiceSchemaStatus> statusUpdater;

    SchemaRequests(
            DesiredSchemas desiredSchemas,
            AccessDecisions shares,
            RoleSharing roleSharing,
            Claims claims,
            AdoptionCheck adoptions,
            ResourceIndex resources,
            ServiceSchemaReport report,
            EventRecorder events,
            WrittenVersions versions) {
        this.desiredSchemas = desiredSchemas;
        this.shares = shares;
        this.roleSharing = roleSharing;
        this.claims = claims;
        this.adoptions = adoptions;
        this.events = events;
        this.resources = resources;
        this.statusUpdater = new StatusUpdater<>(report, events, versions);
    }

    SchemaRequest of(ServiceSchema resource, ResolvedServer resolved, Context<ServiceSchema> context) {
        var granted = shares.of(resource, resolved.name(), resolved.server());
        var roles = roleSharing.decide(resource, resolved, context);
        var service = desiredSchemas.of(resource, resolved.resource()).with(granted.accesses(), roles.shares());
        return new SchemaRequest(
                resource,
                resolved,
                service,
                granted.and(roles.decision()),
                violations(resource, service, resolved),
                claims,
                adoptions,
                events,
                resources,
                statusUpdater,
                context);
    }

    private List<Violation> violations(ServiceSchema resource, DesiredSchema service, ResolvedServer resolved) {
        var violations = new ArrayList<>(desiredSchemas.violations(service, resolved));
        violations.addAll(Accounts.violations(resource));
        return violations;
    }
}
