package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.access.AccessDecisions;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.StatusUpdater;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;

/** Turns ServiceSchemas into wishes. */
@Singleton
class SchemaRequests {
    private final DesiredSchemas desiredSchemas;
    private final AccessDecisions shares;
    private final Claims claims;
    private final ResourceIndex resources;
    private final StatusUpdater<ServiceSchema, ServiceSchemaStatus> statusUpdater;

    SchemaRequests(
            DesiredSchemas desiredSchemas,
            AccessDecisions shares,
            Claims claims,
            ResourceIndex resources,
            ServiceSchemaReport report,
            EventRecorder events) {
        this.desiredSchemas = desiredSchemas;
        this.shares = shares;
        this.claims = claims;
        this.resources = resources;
        this.statusUpdater = new StatusUpdater<>(report, events);
    }

    SchemaRequest of(ServiceSchema resource, ResolvedServer resolved, Context<ServiceSchema> context) {
        var granted = shares.of(resource, resolved.server());
        var service = desiredSchemas.of(resource, resolved.resource()).with(granted.accesses());
        return new SchemaRequest(
                resource,
                resolved,
                service,
                granted,
                desiredSchemas.violations(service, resolved),
                claims,
                resources,
                statusUpdater,
                context);
    }
}
