package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.DatabaseServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * Whether people asked Lakou to keep its hands off, and what it says meanwhile.
 *
 * @param ofResource whether the resource itself says so
 * @param server its server, which may say so for all that are on it
 */
public record Suspension(boolean ofResource, Optional<DatabaseServer> server) {

    public boolean holds() {
        return ofResource
                || server.filter(one -> Boolean.TRUE.equals(one.getSpec().suspend()))
                        .isPresent();
    }

    /** @param plan what would be done, where that could be found out */
    public Outcome outcome(Optional<Plan> plan) {
        var where = ofResource
                ? "spec.suspend is true"
                : "spec.suspend of DatabaseServer \"%s\" is true"
                        .formatted(
                                server.map(one -> one.getMetadata().getName()).orElse(""));
        return new Outcome(
                Reason.Suspended,
                where + ": database and Secret are left as they are. "
                        + plan.map(Plan::describe).map(Suspension::words).orElse("Set it to false to go on."));
    }

    private static String words(List<String> plan) {
        return plan.isEmpty()
                ? "Nothing would have to be changed on the server."
                : "Once it is false, Lakou will: " + String.join("; ", plan) + ".";
    }
}
