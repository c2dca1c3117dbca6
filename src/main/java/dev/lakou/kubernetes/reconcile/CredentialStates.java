package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.RotationStatus;
import dev.lakou.kubernetes.reconcile.ReconcileResult.ReconciledAccount;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.AccountSecrets;
import dev.lakou.kubernetes.secret.FoundPassword.Origin;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.secret.PasswordFinder;
import dev.lakou.kubernetes.secret.RotationState;
import dev.lakou.kubernetes.secret.Rotations;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.model.Credential;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is known of the credentials of a request: found before its server is looked at, and told after it. */
@Singleton
class CredentialStates {
    private final Rotations rotations;
    private final PasswordFinder passwords;
    private final EventRecorder events;

    CredentialStates(Rotations rotations, PasswordFinder passwords, EventRecorder events) {
        this.rotations = rotations;
        this.passwords = passwords;
        this.events = events;
    }

    List<CredentialState> of(FirstLook look, OwnedSecrets owned) {
        return look.request().accounts().stream()
                .map(account -> state(look, account, owned))
                .toList();
    }

    private CredentialState state(FirstLook look, Account account, OwnedSecrets owned) {
        var request = look.request();
        var logins = request.server().logins(account.user());
        var found = passwords.find(
                account,
                logins,
                owned.contents(account),
                new AccountInspection(look, account),
                () -> request.keptPassword(account));
        var rotation = new RotationState(account, found.issued(), logins);
        return new CredentialState(
                rotation,
                rotations.phase(rotation, request.server()::sessions),
                secrets(request, rotation, owned),
                found.origin(),
                Optional.empty());
    }

    static AccountSecrets secrets(ServerRequest request, RotationState rotation, OwnedSecrets owned) {
        var credential = new Credential(rotation.current(), rotation.issued().password());
        return new AccountSecrets(
                rotation.account(), owned, request.details(rotation.account(), credential), rotation.issued());
    }

    /** The passwords that were made up have reached the server. */
    void settle(List<CredentialState> credentialStates) {
        credentialStates.forEach(one -> passwords.settle(one.rotation().account()));
    }

    /** Says so where nobody knows the password any more, and another took its place. */
    void tellOfLoss(CredentialState one) {
        if (one.origin() == Origin.REPLACED) {
            var account = one.rotation().account();
            events.failed(
                    account.resource(), "CredentialReplaced", one.rotation().replacement());
        }
    }

    ReconciledAccount told(CredentialState one) {
        var account = one.rotation().account();
        one.waits()
                .map(Outcome::message)
                .filter(why -> !account.told()
                        .map(RotationStatus::message)
                        .filter(told -> told.contains(why))
                        .isPresent())
                .ifPresent(why -> events.failed(account.resource(), "RotationWaits", why));
        return new ReconciledAccount(
                account,
                one.rotation().current(),
                Optional.of(rotations.report(one.rotation(), one.phase(), one.waits())),
                one.waits());
    }

    /** How long nothing has to be done for any of them, {@code longest} at most. */
    Duration rest(List<CredentialState> credentialStates, Duration longest) {
        return credentialStates.stream()
                .map(one ->
                        rotations.rest(one.rotation(), one.phase(), one.waits().isPresent(), longest))
                .min(Duration::compareTo)
                .orElse(longest);
    }
}
