package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.AccessDecisions;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.ForeseenChanges;
import dev.lakou.kubernetes.reconcile.PlanPreview;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.ReconcileCounts;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.kubernetes.status.WrittenVersions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What the operator would do with SchemaReaders, for a process that is not the operator: the same steps, with nothing
 * changed on a server and nothing written to the cluster.
 */
public final class ReaderPreview {
    private final ServerAdmission admission;
    private final ReaderRequests requests;
    private final SchemaReaderCleanup cleanup;
    private final Expiry expiry;
    private final PlanPreview plans;

    private ReaderPreview(
            ServerAdmission admission,
            ReaderRequests requests,
            SchemaReaderCleanup cleanup,
            Expiry expiry,
            PlanPreview plans) {
        this.admission = admission;
        this.requests = requests;
        this.cleanup = cleanup;
        this.expiry = expiry;
        this.plans = plans;
    }

    /**
     * @param servers those that this process has opened
     * @param schemas all services, indexed by their servers
     * @param readers all readers, indexed in the same way
     */
    public static ReaderPreview of(
            Installation installation,
            SharedServers servers,
            KubernetesClient client,
            IndexerResourceCache<ServiceSchema> schemas,
            IndexerResourceCache<SchemaReader> readers) {
        var clock = Clock.systemUTC();
        var random = new SecureRandom();
        var events = new EventRecorder(client, clock, new ReconcileCounts());
        var resources = ResourceIndex.ofListed(schemas, readers);
        var admission = new ServerAdmission(servers);
        var requests = new ReaderRequests(
                installation,
                new AccessDecisions(resources, installation),
                resources,
                new SchemaReaderReport(clock),
                events,
                new WrittenVersions(clock));
        return new ReaderPreview(
                admission,
                requests,
                new SchemaReaderCleanup(admission, requests, random),
                new Expiry(clock),
                PlanPreview.alone(clock, random, events));
    }

    /** @throws StalledException when it would be refused, and nothing be closed for it */
    public ForeseenChanges of(SchemaReader resource, Context<SchemaReader> context) {
        if (expiry.isOver(resource)) {
            return closing(resource, Expiry.outcome(resource), context);
        }
        var resolved = admission.admit(resource, resource.getSpec().serverRef().name(), context);
        var request = requests.of(resource, resolved, context);
        if (!request.isGranted()) {
            return closing(resource, request.granted().trouble().orElseThrow(), context);
        }
        return ForeseenChanges.of(
                plans.of(request, context),
                resolved.server(),
                List.of(),
                request.granted().missing(),
                request.granted().trouble());
    }

    private ForeseenChanges closing(SchemaReader resource, Outcome why, Context<SchemaReader> context) {
        var ending = cleanup.ending(resource, context);
        return new ForeseenChanges(
                ending.plan().describe(),
                ending.server().sql(ending.plan()),
                List.of(),
                Optional.ofNullable(resource.getStatus()).map(SchemaReaderStatus::secretName).stream()
                        .map("the Secret \"%s\" is deleted"::formatted)
                        .toList(),
                List.of(),
                Optional.empty(),
                Optional.of(why));
    }
}
