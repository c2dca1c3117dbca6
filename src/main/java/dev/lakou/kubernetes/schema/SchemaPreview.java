package dev.lakou.kubernetes.schema;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.AccessDecisions;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.ForeseenChanges;
import dev.lakou.kubernetes.reconcile.PlanPreview;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.ReconcileCounts;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.kubernetes.status.WrittenVersions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * What the operator would do with ServiceSchemas, for a process that is not the operator: the same steps, with nothing
 * changed on a server and nothing written to the cluster.
 */
public final class SchemaPreview {
    private final ServerAdmission admission;
    private final SchemaRequests requests;
    private final Claims claims;
    private final PlanPreview plans;

    private SchemaPreview(ServerAdmission admission, SchemaRequests requests, Claims claims, PlanPreview plans) {
        this.admission = admission;
        this.requests = requests;
        this.claims = claims;
        this.plans = plans;
    }

    /**
     * @param servers those that this process has opened
     * @param schemas all services, indexed by their servers ({@link TenantIndex#BY_SERVER})
     * @param readers all readers, indexed in the same way
     */
    public static SchemaPreview of(
            Installation installation,
            SharedServers servers,
            KubernetesClient client,
            IndexerResourceCache<ServiceSchema> schemas,
            IndexerResourceCache<SchemaReader> readers) {
        var clock = Clock.systemUTC();
        var events = new EventRecorder(client, clock, new ReconcileCounts());
        var resources = ResourceIndex.ofListed(schemas, readers);
        var claims = new Claims(servers, installation, new ReconcileTrigger());
        claims.index(schemas);
        var requests = new SchemaRequests(
                new DesiredSchemas(installation),
                new AccessDecisions(resources, installation),
                new RoleSharing(servers),
                claims,
                new AdoptionCheck(servers, installation),
                resources,
                new ServiceSchemaReport(clock),
                events,
                new WrittenVersions(clock));
        return new SchemaPreview(
                new ServerAdmission(servers), requests, claims, PlanPreview.alone(clock, new SecureRandom(), events));
    }

    /** @throws StalledException when it would be refused */
    public ForeseenChanges of(ServiceSchema resource, Context<ServiceSchema> context) {
        var resolved = admission.admit(resource, EffectiveServer.of(resource), context);
        var request = requests.of(resource, resolved, context);
        var preview = plans.of(request, context);
        MovedAway.refuse(resource, request.service(), preview.found(), preview.movedAway());
        claims.require(resource, preview.desired(), preview.found(), context);
        LostSchema.refuseUnconfirmed(
                resource,
                LostSchema.of(resource, request.service(), preview.found().found(), Optional.empty()));
        return ForeseenChanges.of(
                preview,
                resolved.server(),
                AdoptionCheck.consequences(preview.desired(), preview.found(), resolved.server()),
                request.granted().missing(),
                request.granted().trouble());
    }
}
