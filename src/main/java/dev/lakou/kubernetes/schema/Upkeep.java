package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.RoomKeeper;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers.OpenServer;
import dev.lakou.kubernetes.server.ConnectionBudget;
import dev.lakou.kubernetes.server.Resync;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.model.Password;
import dev.lakou.model.Room;
import dev.lakou.model.State;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes one service's room and Secret what its resource says, and keeps them so. */
@Singleton
class Upkeep {
    private final Rooms rooms;
    private final RandomGenerator random;
    private final DriftWatch drift;
    private final ServiceSchemaReport report;
    private final Announcer announcer;

    Upkeep(Rooms rooms, RandomGenerator random, DriftWatch drift, ServiceSchemaReport report, Announcer announcer) {
        this.rooms = rooms;
        this.random = random;
        this.drift = drift;
        this.report = report;
        this.announcer = announcer;
    }

    /** @return the status of a room that was read back and logged in to */
    ServiceSchemaStatus keep(
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
        if (actual.schemas().isEmpty() && LostSchema.wasThere(resource, drift.wish(resource))) {
            LostSchema.requireConfirmation(resource, room.schema(), context);
        }
        tellOfDrift(resource, desired, Planner.plan(desired, actual), context);
        // The Secret comes first: a password that is nowhere else must not be lost in a crash.
        secrets.write();
        var plan = RoomKeeper.keep(connection, desired, actual);

        drift.keep(resource, desired, Resync.look(server));
        if (!plan.isEmpty()) {
            announcer.changed(resource, actual.schemas().isEmpty() ? "Created" : "Repaired", plan.describe());
        }
        return report.furnished(resource, details.database(), room, connection, ready(room));
    }

    /** Changes nothing. @return a status that says what would be done */
    ServiceSchemaStatus watch(
            ServiceSchema resource,
            Optional<DatabaseServer> server,
            Optional<OpenServer> open,
            Context<ServiceSchema> context) {
        var plan = server.flatMap(one -> open.flatMap(connection -> plan(resource, one, connection.server(), context)));
        return report.unfurnished(
                resource, new Verdict(Reason.Suspended, Suspension.message(resource, plan.map(Plan::describe))));
    }

    private Optional<Plan> plan(
            ServiceSchema resource, DatabaseServer server, SharedServer connection, Context<ServiceSchema> context) {
        try {
            var password = RoomSecrets.password(new OwnedSecrets(resource, context))
                    .orElseGet(() -> Password.generate(random));
            var desired = connection.desired(rooms.of(resource, server), password);
            return Optional.of(Planner.plan(desired, connection.inspect(desired)));
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }

    /** Says so before anything is mended: should it not succeed, people know since when. */
    private void tellOfDrift(ServiceSchema resource, State desired, Plan plan, Context<ServiceSchema> context) {
        var sameWish = drift.wish(resource).equals(Optional.of(desired.withoutCredentials()));
        var verdict = new Verdict(
                Reason.Drifted,
                "Changed by hand on the server, to be mended: " + String.join("; ", plan.describe()) + ".");
        var told = Conditions.find(Conditions.DRIFTED, ServiceSchemaReport.current(resource))
                .filter((Condition drifted) -> drifted.getMessage().equals(verdict.message()));
        if (sameWish && !plan.isEmpty() && told.isEmpty()) {
            var status = report.unfurnished(resource, verdict);
            context.resourceOperations().serverSideApplyPrimaryStatus(ServiceSchemaReport.patch(resource, status));
            resource.setStatus(status);
        }
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

    private static Verdict ready(Room room) {
        return new Verdict(
                Reason.Reconciled,
                "\"%s\" can log in and works in schema \"%s\".".formatted(room.user(), room.schema()));
    }
}
