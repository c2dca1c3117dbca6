package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.RotationStatus;
import dev.lakou.database.Observation;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A desired state that was reached: read back, and logged in to as far as that could be done.
 *
 * @param proofs what came of logging in with what the Secrets say
 * @param seen what the last look found
 * @param rest how long to wait before the next look
 */
public record ReconcileResult(
        List<ReconciledAccount> accounts, List<LoginProof> proofs, Observation seen, Duration rest) {
    public ReconcileResult {
        proofs = List.copyOf(proofs);
    }

    /** The account of this user. */
    public ReconciledAccount account(Identifier user) {
        return accounts.stream()
                .filter(one -> one.account().user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    /** That rotations of its users wait, where some do. */
    public Optional<Outcome> waitingRotations() {
        var waiting = accounts.stream().flatMap(one -> one.waits().stream()).toList();
        return waiting.stream()
                .findFirst()
                .map(first -> new Outcome(
                        first.reason(),
                        waiting.stream().map(Outcome::message).distinct().collect(Collectors.joining(" "))));
    }

    /**
     * One of its users.
     *
     * @param login the login that its Secret names now
     * @param waits why its next rotation does not begin
     */
    public record ReconciledAccount(
            Account account, Identifier login, Optional<RotationStatus> rotation, Optional<Outcome> waits) {}
}
