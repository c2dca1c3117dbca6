package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.database.RoomKeeper;
import dev.lakou.database.SharedServers;
import dev.lakou.database.SharedServers.OpenServer;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.server.ConnectionBudget;
import dev.lakou.kubernetes.server.Resync;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.model.Password;
import dev.lakou.model.Room;
import dev.lakou.model.State;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Keeps each service's room as its ServiceSchema says. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(name = "serviceschema", informer = @Informer(comparableResourceVersions = false))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class ServiceSchemaReconciler implements Reconciler<ServiceSchema>, Cleaner<ServiceSchema> {
    /** How long to wait for this process to open a server that is known to be ready. */
    private static final Duration OPENING = Duration.ofMillis(300);

    /** A stranger's Secret and a stranger's schema: nobody tells when they go. */
    private static final Set<Reason> UNWATCHED = Set.of(Reason.SecretConflict, Reason.NameConflict);

    private static final Duration UNWATCHED_RETRY = Duration.ofSeconds(15);
    private static final Duration DELETION_RETRY = Duration.ofSeconds(15);

    private final SharedServers servers;
    private final Rooms rooms;
    private final RandomGenerator random;
    private final Departure departure;
    private final ServiceSchemaReport report;
    private final Announcer announcer;

    ServiceSchemaReconciler(
            SharedServers servers,
            Rooms rooms,
            RandomGenerator random,
            Departure departure,
            ServiceSchemaReport report,
            Announcer announcer) {
        this.servers = servers;
        this.rooms = rooms;
        this.random = random;
        this.departure = departure;
        this.report = report;
        this.announcer = announcer;
    }

    @Override
    public List<EventSource<?, ServiceSchema>> prepareEventSources(EventSourceContext<ServiceSchema> context) {
        return Causes.of(context);
    }

    @Override
    public UpdateControl<ServiceSchema> reconcile(ServiceSchema resource, Context<ServiceSchema> context) {
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            return Boolean.TRUE.equals(resource.getSpec().suspend())
                    ? update(resource, report.unfurnished(resource, suspended()))
                    : settle(resource, context);
        }
    }

    @Override
    public ErrorStatusUpdateControl<ServiceSchema> updateErrorStatus(
            ServiceSchema resource, Context<ServiceSchema> context, Exception exception) {
        var status = report.unfurnished(resource, Verdict.of(exception));
        if (status.equals(resource.getStatus())) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
        }
        return ErrorStatusUpdateControl.patchStatus(ServiceSchemaReport.patch(resource, status));
    }

    @Override
    public DeleteControl cleanup(ServiceSchema resource, Context<ServiceSchema> context) {
        try (var log = LogContext.of(resource, resource.getSpec().serverRef().name())) {
            if (Departure.letGo(resource)) {
                return DeleteControl.defaultDelete();
            }
            var changes = departure.leave(resource, Tenancy.server(resource, context));
            if (!changes.isEmpty()) {
                announcer.changed(resource, "Closed", changes);
            }
            return DeleteControl.defaultDelete();
        } catch (RuntimeException e) {
            tellBlocked(resource, context, Verdict.of(e));
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(DELETION_RETRY.toMillis());
        }
    }

    private UpdateControl<ServiceSchema> settle(ServiceSchema resource, Context<ServiceSchema> context) {
        try {
            var server = Tenancy.admit(resource, context);
            var open = servers.find(server.getMetadata().getName());
            if (open.isEmpty()) {
                return UpdateControl.<ServiceSchema>noUpdate().rescheduleAfter(OPENING);
            }
            return update(resource, furnish(resource, server, open.get(), context))
                    .rescheduleAfter(Resync.interval(server));
        } catch (Refusal refusal) {
            var update = update(resource, report.unfurnished(resource, refusal.verdict()));
            return UNWATCHED.contains(refusal.verdict().reason()) ? update.rescheduleAfter(UNWATCHED_RETRY) : update;
        }
    }

    private ServiceSchemaStatus furnish(
            ServiceSchema resource, DatabaseServer server, OpenServer open, Context<ServiceSchema> context) {
        var connection = open.server();
        var room = rooms.of(resource, server);
        var owned = new OwnedSecrets(resource, context);
        var password = RoomSecrets.password(owned).orElseGet(() -> Password.generate(random));
        var details = ServiceDetails.of(resource, server, open.configuration(), room, password);
        var secrets = new RoomSecrets(resource, owned, details);
        Mistakes.refuse(rooms.mistakes(room, server, connection), secrets.mistakes());
        ConnectionBudget.check(resource, server, Causes.onServer(resource, context));
        secrets.requireFree();

        var desired = connection.desired(room, password);
        var actual = connection.inspect(desired);
        requireOurs(desired, actual);
        // The Secret comes first: a password that is nowhere else must not be lost in a crash.
        secrets.write();
        var plan = RoomKeeper.keep(connection, desired, actual);

        if (!plan.isEmpty()) {
            announcer.changed(resource, actual.schemas().isEmpty() ? "Created" : "Repaired", plan.describe());
        }
        return report.furnished(resource, details.database(), room, connection, ready(room));
    }

    private static void requireOurs(State desired, State actual) {
        var strangers = Planner.strangers(desired, actual);
        if (!strangers.isEmpty()) {
            throw new Refusal(
                    Reason.NameConflict,
                    "Already on the server, and not this resource's: %s. It is left as it is. Choose other names in spec.schema and spec.user."
                            .formatted(String.join(", ", strangers)));
        }
    }

    private UpdateControl<ServiceSchema> update(ServiceSchema resource, ServiceSchemaStatus status) {
        if (status.equals(resource.getStatus())) {
            return UpdateControl.noUpdate();
        }
        announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
        return UpdateControl.patchStatus(ServiceSchemaReport.patch(resource, status));
    }

    private void tellBlocked(ServiceSchema resource, Context<ServiceSchema> context, Verdict verdict) {
        var status = report.unfurnished(resource, verdict);
        if (!status.equals(resource.getStatus())) {
            announcer.refused(resource, ServiceSchemaReport.current(resource), status.conditions());
            context.resourceOperations().serverSideApplyPrimaryStatus(ServiceSchemaReport.patch(resource, status));
        }
    }

    private static Verdict suspended() {
        return new Verdict(
                Reason.Suspended,
                "spec.suspend is true: database and Secret are left as they are. Set it to false to go on.");
    }

    private static Verdict ready(Room room) {
        return new Verdict(
                Reason.Reconciled,
                "\"%s\" can log in and works in schema \"%s\".".formatted(room.user(), room.schema()));
    }
}
