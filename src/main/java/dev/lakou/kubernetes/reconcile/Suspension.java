package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.DatabaseServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
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

    /** @param preview what would be done, in words, where that could be found out */
    public Outcome outcome(Optional<String> preview) {
        var where = ofResource
                ? "spec.suspend is true"
                : "spec.suspend of DatabaseServer \"%s\" is true"
                        .formatted(
                                server.map(one -> one.getMetadata().getName()).orElse(""));
        return new Outcome(
                Reason.Suspended,
                where + ": database and Secret are left as they are. " + preview.orElse("Set it to false to go on."));
    }

    /** @throws StalledException while a resource that is being deleted must stay, since nothing may be changed */
    public void requireNone() {
        if (holds()) {
            throw new StalledException(
                    Reason.Suspended,
                    outcome(Optional.of("Its deletion waits until that is false."))
                            .message());
        }
    }
}
