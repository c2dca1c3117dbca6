package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers;
import dev.lakou.database.SharedServers.OpenServer;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.server.Examinations.Examination;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.kubernetes.status.WrittenVersions;
import dev.lakou.kubernetes.usage.UsageWatch;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps each DatabaseServer open, prepared and honestly described. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(name = "databaseserver", informer = @Informer(comparableResourceVersions = false))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 20000)
// Its tenants that come or go are a reason to count them again.
@RateLimited(maxReconciliations = 3, within = 3)
public class DatabaseServerReconciler implements Reconciler<DatabaseServer> {
    /** Nobody tells when a server begins to take what the admin Secret says. */
    private static final Duration REFUSED_RETRY = Duration.ofSeconds(10);

    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);

    /** For the moment in which all controllers start. */
    private static final Duration START_RETRY = Duration.ofMillis(200);

    private static final Logger LOG = Logger.getLogger(DatabaseServerReconciler.class);

    private final SharedServers servers;
    private final ServerConfigurations configurations;
    private final DatabaseServerReport report;
    private final StatusUpdater<DatabaseServer, DatabaseServerStatus> statusUpdater;
    private final Installation installation;
    private final LeaderFence fence;
    private final UnreadableResources unreadable;
    private final WrittenVersions versions;
    private final Examinations examinations;
    private final UsageWatch usage;
    private final ToldUsage toldUsage;
    private final Providers providers = new Providers();
    private final ServerIndex index;
    private final TenantIndex tenants;

    DatabaseServerReconciler(
            SharedServers servers,
            ServerConfigurations configurations,
            DatabaseServerReport report,
            EventRecorder events,
            WrittenVersions versions,
            Installation installation,
            LeaderFence fence,
            UnreadableResources unreadable,
            UsageWatch usage,
            ToldUsage toldUsage,
            ServerIndex index,
            TenantIndex tenants,
            Clock clock) {
        this.servers = servers;
        this.configurations = configurations;
        this.report = report;
        this.statusUpdater = new StatusUpdater<>(report, events, versions);
        this.installation = installation;
        this.fence = fence;
        this.unreadable = unreadable;
        this.versions = versions;
        this.usage = usage;
        this.toldUsage = toldUsage;
        this.index = index;
        this.tenants = tenants;
        this.examinations = new Examinations(clock);
    }

    @Override
    public List<EventSource<?, DatabaseServer>> prepareEventSources(EventSourceContext<DatabaseServer> context) {
        index.of(context.getPrimaryCache());
        var secrets = InformerEventSourceConfiguration.from(Secret.class, DatabaseServer.class)
                .withNamespaces(installation.namespace())
                .withSecondaryToPrimaryMapper(secret -> context.getPrimaryCache()
                        .list(server -> ServerConfigurations.secretNames(server.getSpec())
                                .contains(secret.getMetadata().getName()))
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .withPrimaryToSecondaryMapper(
                        (DatabaseServer server) -> ServerConfigurations.secretNames(server.getSpec()).stream()
                                .map(name -> new ResourceID(name, installation.namespace()))
                                .collect(Collectors.toSet()))
                .build();
        servers.whenSilent(this::examineAnew);
        return List.of(new InformerEventSource<>(secrets, context), tenants.events());
    }

    private void examineAnew(String name) {
        examinations.forget(name);
        tenants.changed(name);
    }

    @Override
    public UpdateControl<DatabaseServer> reconcile(DatabaseServer resource, Context<DatabaseServer> context) {
        if (!fence.lasts()) {
            return UpdateControl.<DatabaseServer>noUpdate().rescheduleAfter(LEASE_RETRY);
        }
        if (!tenants.isComplete()) {
            return UpdateControl.<DatabaseServer>noUpdate().rescheduleAfter(START_RETRY);
        }
        try (var log = LogContext.of(resource, resource.getMetadata().getName())) {
            if (context.isPrimaryResourceDeleted()) {
                gone(resource);
                return UpdateControl.noUpdate();
            }
            return resource.isMarkedForDeletion() ? leave(resource, context) : settle(resource, context);
        }
    }

    @Override
    public ErrorStatusUpdateControl<DatabaseServer> updateErrorStatus(
            DatabaseServer resource, Context<DatabaseServer> context, Exception exception) {
        try (var log = LogContext.of(resource, resource.getMetadata().getName())) {
            return statusUpdater.failed(resource, exception);
        }
    }

    /** A server with tenants stays: without it, nobody could close their logins. */
    private UpdateControl<DatabaseServer> leave(DatabaseServer resource, Context<DatabaseServer> context) {
        if (!Finalizer.isOn(resource)) {
            return UpdateControl.noUpdate();
        }
        var tenants = Stream.concat(
                        on(resource).made().all().stream().map(Tenant::resource),
                        this.tenants.movesOn(resource.getMetadata().getName()))
                .map(tenant -> "%s %s/%s"
                        .formatted(
                                tenant.getKind(),
                                tenant.getMetadata().getNamespace(),
                                tenant.getMetadata().getName()))
                .sorted()
                .toList();
        if (tenants.isEmpty()) {
            return end(resource, context);
        }
        var blocked = new Outcome(
                Reason.DeletionBlocked,
                "%d resources are still on this server: %s. Delete them first."
                        .formatted(tenants.size(), tenants.stream().limit(10).collect(Collectors.joining(", "))));
        statusUpdater.blocked(resource, blocked, context);
        keepOpen(resource, context);
        return UpdateControl.noUpdate();
    }

    private UpdateControl<DatabaseServer> end(DatabaseServer resource, Context<DatabaseServer> context) {
        usage.forget(resource.getMetadata().getName());
        servers.close(resource.getMetadata().getName());
        try {
            Finalizer.remove(resource, context);
            return UpdateControl.noUpdate();
        } catch (StaleViewException e) {
            return UpdateControl.<DatabaseServer>noUpdate().rescheduleAfter(e.rest());
        }
    }

    private void gone(DatabaseServer resource) {
        examinations.forget(resource.getMetadata().getName());
        providers.forget(resource);
        unreadable.forget(resource);
        versions.forget(resource);
        LostEvents.makeUp(() -> tenants.changed(resource.getMetadata().getName()));
    }

    /** They leave by it: also after a restart, and with an admin Secret that was corrected since. */
    private void keepOpen(DatabaseServer resource, Context<DatabaseServer> context) {
        try {
            open(resource, context);
        } catch (StalledException e) {
            LOG.infof("Those on it cannot leave yet: %s", e.getMessage());
        }
    }

    private UpdateControl<DatabaseServer> settle(DatabaseServer resource, Context<DatabaseServer> context) {
        if (unreadable.isToldInVain(resource, context)) {
            return UpdateControl.noUpdate();
        }
        try {
            versions.requireSeen(resource);
            unreadable.requireReadable(resource);
            Finalizer.add(resource, context);
            var open = open(resource, context);
            var found = examinations.of(resource, open.server(), () -> examine(resource, open.server()));
            usage.keep(resource.getMetadata().getName(), Resync.metrics(resource));
            var status = report.answered(
                    found.report(),
                    providers.of(resource, open.server()),
                    toldUsage.of(resource),
                    open.refusal(),
                    on(resource),
                    found.orphaned());
            return statusUpdater
                    .update(resource, status, context)
                    .rescheduleAfter(open.refusal().isPresent() ? REFUSED_RETRY : found.rest());
        } catch (StaleViewException e) {
            return UpdateControl.<DatabaseServer>noUpdate().rescheduleAfter(e.rest());
        } catch (StalledException refusal) {
            return statusUpdater.update(resource, report.notReady(resource, refusal.outcome()), context);
        }
    }

    private Tenants on(DatabaseServer resource) {
        var name = resource.getMetadata().getName();
        return Tenants.of(resource, tenants.schemasOn(name), tenants.readersOn(name));
    }

    private OpenServer open(DatabaseServer resource, Context<DatabaseServer> context) {
        var secrets = context.getSecondaryResources(Secret.class);
        var configuration = configurations.of(resource, name -> secrets.stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst());
        return servers.open(resource.getMetadata().getName(), configuration);
    }

    private Examination examine(DatabaseServer resource, SharedServer server) {
        var found = server.probe();
        var suspended = Boolean.TRUE.equals(resource.getSpec().suspend());
        var report = suspended || !found.missing().isEmpty() ? found : server.bootstrap();
        return new Examination(
                report,
                report.missing().isEmpty() ? OrphanedLogins.of(server, installation, tenants) : List.of(),
                Resync.interval(resource));
    }
}
