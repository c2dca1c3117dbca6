package dev.lakou.database;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.model.Credential;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one look at a server found of a desired state.
 *
 * @param heldByOthers the rights that roles of other resources have on the schemas that carry the resource's marker
 * @param outOfReach what is there of it, and the service cannot use; with what a DBA can run
 * @param logins what each of the desired logins depends on, of those that are there
 * @param movedAway where its schema went that lies here set aside since it was moved to another server: it is not to be made
 *     here anew
 */
public record Observation(
        State state,
        List<HeldGrant> heldByOthers,
        List<Shortcoming> outOfReach,
        Map<Identifier, LoginEvidence> logins,
        Optional<MovedSchema> movedAway) {
    public Observation {
        heldByOthers = List.copyOf(heldByOthers);
        outOfReach = List.copyOf(outOfReach);
        logins = Map.copyOf(logins);
    }

    /** Whether there is nothing of it yet; what everybody may do with things to come is nothing either. */
    public boolean isOfNothing() {
        return state.roles().isEmpty() && state.schemas().isEmpty() && heldByOthers.isEmpty();
    }

    /** The same, with the credentials whose password was found to be right. */
    public Observation accepting(Set<Credential> credentials) {
        return new Observation(state.accepting(credentials), heldByOthers, outOfReach, logins, movedAway);
    }
}
