package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Rotation.Phase;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.RoomKeeper;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers.OpenServer;
import dev.lakou.kubernetes.server.ConnectionBudget;
import dev.lakou.kubernetes.server.Resync;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.model.Credential;
import dev.lakou.model.Room;
import dev.lakou.model.State;
import dev.lakou.plan.Adoption;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Makes one service's room and Secret what its resource says, and keeps them so. */
@Singleton
class Upkeep {
    private final Rooms rooms;
    private final Rotations rotations;
    private final Restarts restarts;
    private final Claims claims;
    private final DriftWatch drift;
    private final ServiceSchemaReport report;
    private final Announcer announcer;

    Upkeep(
            Rooms rooms,
            Rotations rotations,
            Restarts restarts,
            Claims claims,
            DriftWatch drift,
            ServiceSchemaReport report,
            Announcer announcer) {
        this.rooms = rooms;
        this.rotations = rotations;
        this.restarts = restarts;
        this.claims = claims;
        this.drift = drift;
        this.report = report;
        this.announcer = announcer;
    }

    /** @return what a room is that was read back and logged in to */
    Kept keep(ServiceSchema resource, DatabaseServer server, OpenServer open, Context<ServiceSchema> context) {
        var connection = open.server();
        var room = rooms.of(resource, server);
        var owned = new OwnedSecrets(resource, context);
        var turn = turn(resource, owned, room, connection, context);
        var secrets = secrets(turn, server, open, room, owned);
        Mistakes.refuse(rooms.mistakes(room, server, connection), secrets.mistakes());
        ConnectionBudget.check(resource, server, Causes.onServer(server, context));
        secrets.requireFree();

        var phase = rotations.phase(turn, connection);
        var changed = mend(turn, phase, secrets, room, connection, context);
        if (rotations.due(turn, phase)) {
            turn = rotate(turn, server, open, room, owned);
            // However short the overlap: the former login is closed by the next look, and open until then.
            phase = Phase.Overlap;
            changed = true;
        }
        restarts.after(turn);
        drift.keep(resource, connection.desired(room, turn.logins(phase)), Resync.look(server), changed);
        return new Kept(
                report.furnished(
                        resource,
                        new ServiceSchemaReport.Furnished(
                                open.configuration().database().orElse(room.schema()),
                                room.schema(),
                                connection.owner(room),
                                turn.current(),
                                rotations.report(turn, phase))),
                rotations.rest(turn, phase, Resync.interval(server)));
    }

    /** Makes the room and the Secret what they should be for the present credential. @return whether the room had to change */
    private boolean mend(
            Turn turn,
            Phase phase,
            RoomSecrets secrets,
            Room room,
            SharedServer connection,
            Context<ServiceSchema> context) {
        var resource = turn.resource();
        var desired = connection.desired(room, turn.logins(phase));
        var actual = connection.inspect(desired);
        claims.require(resource, desired, actual, context);
        Takeover.check(resource, desired, actual, connection);
        if (actual.schemas().isEmpty() && LostSchema.wasThere(resource, drift.wish(resource))) {
            LostSchema.requireConfirmation(resource, room.schema(), context);
        }
        tellOfDrift(resource, desired, Planner.plan(desired, actual), context);
        // The Secret comes first: a password that is nowhere else must not be lost in a crash.
        secrets.write();
        var plan = RoomKeeper.keep(connection, desired, actual);
        if (!plan.isEmpty()) {
            announcer.changed(resource, event(resource, desired, actual), plan.describe());
        }
        return !plan.isEmpty();
    }

    /** Here the Secret comes last: what it says must let the service in from the first moment on. */
    private Turn rotate(Turn present, DatabaseServer server, OpenServer open, Room room, OwnedSecrets owned) {
        var next = rotations.next(present);
        var secrets = secrets(next, server, open, room, owned);
        secrets.requireSeen();
        var plan = Rotations.prepare(room, present, next, open.server());
        secrets.write();
        announcer.changed(present.resource(), "Rotated", plan.describe());
        return next;
    }

    private Turn turn(
            ServiceSchema resource,
            OwnedSecrets owned,
            Room room,
            SharedServer connection,
            Context<ServiceSchema> context) {
        var issue = RoomSecrets.issued(owned)
                .orElseGet(() -> rotations.first(resource, Takeover.keptPassword(resource, context.getClient())));
        return new Turn(resource, issue, connection.logins(room));
    }

    private static RoomSecrets secrets(
            Turn turn, DatabaseServer server, OpenServer open, Room room, OwnedSecrets owned) {
        var credential = new Credential(turn.current(), turn.issue().password());
        var details = ServiceDetails.of(turn.resource(), server, open.configuration(), room, credential);
        return new RoomSecrets(turn.resource(), owned, details, turn.issue());
    }

    private String event(ServiceSchema resource, State desired, State actual) {
        if (actual.schemas().isEmpty()) {
            return "Created";
        }
        if (Adoption.concerns(desired, actual)) {
            return "Adopted";
        }
        var wishChanged = drift.wish(resource)
                .filter(before -> !before.equals(desired.withoutCredentials()))
                .isPresent();
        return wishChanged ? "Updated" : "Repaired";
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
            var room = rooms.of(resource, server);
            var turn = turn(resource, new OwnedSecrets(resource, context), room, connection, context);
            var desired = connection.desired(room, turn.logins(rotations.phase(turn, connection)));
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

    /**
     * A room that is as it should be.
     *
     * @param rest how long to wait before the next look
     */
    record Kept(ServiceSchemaStatus status, Duration rest) {}
}
