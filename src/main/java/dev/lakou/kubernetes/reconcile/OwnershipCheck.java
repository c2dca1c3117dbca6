package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Ownership;
import dev.lakou.model.State;

/** Leaves alone what others made. */
public final class OwnershipCheck {
    private OwnershipCheck() {}

    /** @throws StalledException when something of a desired name is on the server already and not this resource's */
    public static void refuse(State desired, Ownership found) {
        refuse(desired, found, "");
    }

    /**
     * @param advice what else to say of them, in sentences that begin with a blank
     * @throws StalledException when something of a desired name is on the server already and not this resource's
     */
    public static void refuse(State desired, Ownership found, String advice) {
        var conflicts = found.conflicts(desired);
        if (!conflicts.isEmpty()) {
            throw new StalledException(
                    Reason.NameConflict,
                    "Already on the server, and not this resource's: %s. It is left as it is. Choose other names in the spec, or take over what has no marker with spec.adoption.%s"
                            .formatted(String.join(", ", conflicts), advice));
        }
    }
}
