package dev.lakou.kubernetes.schema;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.model.State;
import dev.lakou.plan.Adoption;

/** Leaves alone what others made. */
final class Strangers {
    private Strangers() {}

    /** @throws Refusal when something of a wished-for name is on the server already and not this resource's */
    static void refuse(State desired, State actual) {
        refuse(desired, actual, "");
    }

    /**
     * @param keepers know those whose markers stand on it
     * @throws Refusal when something of a wished-for name is on the server already and not this resource's
     */
    static void refuse(State desired, State actual, Keepers keepers) {
        refuse(desired, actual, keepers.advice(actual));
    }

    private static void refuse(State desired, State actual, String advice) {
        var strangers = Adoption.strangers(desired, actual);
        if (!strangers.isEmpty()) {
            throw new Refusal(
                    Reason.NameConflict,
                    "Already on the server, and not this resource's: %s. It is left as it is. Choose other names in spec.schema and spec.user, or take over what has no marker with spec.adoption.%s"
                            .formatted(String.join(", ", strangers), advice));
        }
    }
}
