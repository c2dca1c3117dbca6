package dev.lakou.database;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what one resource asks of a server, and proves it: by reading the catalogs back and by what a login finds. */
public final class StateApplier {
    private StateApplier() {}

    /**
     * Makes the changes between the two states.
     *
     * @param seen what {@link SharedServer#observe} found of {@code desired}
     * @param found whose that is
     * @return the changes that were made, and what came of logging in
     * @throws DatabaseException when the server then still is not what it should be
     */
    public static Applied keep(SharedServer server, State desired, Observation seen, Ownership found) {
        var plan = Planner.plan(desired, found.claim(desired));
        if (plan.isEmpty()) {
            return new Applied(
                    new AppliedPlan(plan, List.of()), proved(server, desired, seen), Optional.empty(), Map.of());
        }
        var applied = server.apply(plan);
        var after = server.readBack(desired, seen);
        var uncovered = remaining(desired, after, found.marker());
        if (!uncovered.isEmpty()) {
            // What now is the service's may lack what the service has always had: grants on tables taken over.
            applied = server.apply(uncovered).after(applied);
            after = server.readBack(desired, seen);
        }
        var left = remaining(desired, after, found.marker());
        if (!left.isEmpty()) {
            throw new DatabaseException(
                    Kind.PRIVILEGE_MISSING,
                    "The server accepted every statement, yet this did not take effect: "
                            + String.join("; ", left.describe())
                            + ". The administrator may lack the right to do it; retried."
                            + applied.unfinished().stream().map(" "::concat).collect(Collectors.joining()));
        }
        return new Applied(
                applied,
                proved(server, desired, after.observation()),
                Optional.of(after.observation()),
                after.digests());
    }

    private static Plan remaining(State desired, ReadBack after, Marker marker) {
        return Planner.plan(desired, new Ownership(marker, after.observation().state()).claim(desired));
    }

    private static List<LoginProof> proved(SharedServer server, State desired, Observation seen) {
        var proofs = server.prove(desired, seen);
        for (var proof : proofs) {
            if (proof instanceof LoginProof.Proved found) {
                desired.session(found.user())
                        .filter(wanted -> !wanted.equals(found.session()))
                        .ifPresent(wanted -> {
                            throw new DatabaseException(
                                    Kind.ROLE_SWITCH_UNSUPPORTED, difference(wanted, found.session()));
                        });
            }
        }
        return proofs;
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

    /**
     * What was changed, and whether the logins then come in.
     *
     * @param seen what was found after the changes; empty where nothing was changed
     * @param digests as of {@link ReadBack}; empty where nothing was changed
     */
    public record Applied(
            AppliedPlan plan, List<LoginProof> proofs, Optional<Observation> seen, Map<Identifier, String> digests) {
        public Applied {
            proofs = List.copyOf(proofs);
            digests = Map.copyOf(digests);
        }

        /** Where nothing was changed, what was seen before holds. */
        public Observation seenSince(Observation before) {
            return seen.orElse(before);
        }
    }
}
