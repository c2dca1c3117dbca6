package dev.lakou.database;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.util.List;

/** Makes one service what it should be, and proves it: by reading the catalogs back and by what a login finds. */
public final class StateApplier {
    private StateApplier() {}

    /**
     * Makes the changes between the two states.
     *
     * @param found what {@link SharedServer#inspect} found of {@code desired}
     * @return the changes that were made
     * @throws DatabaseException when the server then still is not what it should be
     */
    public static AppliedPlan keep(SharedServer server, State desired, Ownership found) {
        var plan = Planner.plan(desired, found.claim(desired));
        if (plan.isEmpty()) {
            requireSessions(desired, found.found());
            return new AppliedPlan(plan, List.of());
        }
        var applied = server.apply(plan);
        var after = server.inspect(desired);
        var uncovered = remaining(desired, after, found.marker());
        if (!uncovered.isEmpty()) {
            // What now is the service's may lack what the service has always had: grants on tables taken over.
            server.apply(uncovered);
            after = server.inspect(desired);
        }
        var left = remaining(desired, after, found.marker());
        if (!left.isEmpty()) {
            throw new DatabaseException(
                    Kind.PRIVILEGE_MISSING,
                    "The server accepted every statement, yet this did not take effect: "
                            + String.join("; ", left.describe())
                            + ". The administrator may lack the right to do it; retried.");
        }
        requireSessions(desired, after);
        return applied;
    }

    private static Plan remaining(State desired, State after, Marker marker) {
        return Planner.plan(desired, new Ownership(marker, after).claim(desired));
    }

    private static void requireSessions(State desired, State actual) {
        for (var wanted : desired.sessions()) {
            // A user at its connection limit showed that its password is right, and no more.
            actual.session(wanted.user()).filter(found -> !found.equals(wanted)).ifPresent(found -> {
                throw new DatabaseException(Kind.ROLE_SWITCH_UNSUPPORTED, difference(wanted, found));
            });
        }
    }

    private static String difference(Session wanted, Session found) {
        return "The login \"%s\" works, but runs as \"%s\" in schema \"%s\" where it should run as \"%s\" in \"%s\". Some minor versions of PostgreSQL ignore ALTER ROLE .. SET role: upgrade the server to its newest minor version."
                .formatted(
                        wanted.user(),
                        found.runsAs(),
                        found.schema().map(Object::toString).orElse("none"),
                        wanted.runsAs(),
                        wanted.schema().map(Object::toString).orElse("none"));
    }
}
