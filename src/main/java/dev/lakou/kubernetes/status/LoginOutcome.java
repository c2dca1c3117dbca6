package dev.lakou.kubernetes.status;

import dev.lakou.model.LoginProof;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What to say of a resource whose logins do not all come in. */
public final class LoginOutcome {
    private LoginOutcome() {}

    /** What the proof says; empty of a login that came in. */
    public static Optional<Outcome> of(LoginProof proof) {
        if (proof instanceof LoginProof.Refused refused) {
            return Optional.of(new Outcome(Reason.LoginRefused, refused.why()));
        }
        return proof instanceof LoginProof.Unknown unknown
                ? Optional.of(new Outcome(Reason.LoginUnproved, unknown.why()))
                : Optional.empty();
    }

    /**
     * The worst of them. A login whose connections are all open came in when this generation of the resource became
     * ready: that goes on to count.
     *
     * @param current what the resource says already
     */
    public static Optional<Outcome> worst(List<LoginProof> proofs, long generation, Collection<Condition> current) {
        var wasReady = Conditions.find(Conditions.READY, current)
                .filter(ready -> ready.getStatus().equals("True"))
                .filter(ready -> Long.valueOf(generation).equals(ready.getObservedGeneration()))
                .isPresent();
        var outcomes = proofs.stream()
                .filter(proof -> !(wasReady && proof instanceof LoginProof.Unknown unknown && unknown.occupied()))
                .flatMap(proof -> of(proof).stream())
                .toList();
        return outcomes.stream()
                .filter(outcome -> outcome.reason() == Reason.LoginRefused)
                .findFirst()
                .or(() -> outcomes.stream().findFirst());
    }
}
