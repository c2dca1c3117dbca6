package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.secret.AccountSecrets;
import dev.lakou.kubernetes.secret.FoundPassword.Origin;
import dev.lakou.kubernetes.secret.RotationState;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one account stands: whose turn it is, what becomes of the credential before, and the Secrets that tell it.
 *
 * @param waits why the next rotation does not begin
 */
record CredentialState(
        RotationState rotation, Phase phase, AccountSecrets secrets, Origin origin, Optional<Outcome> waits) {

    CredentialState waiting(Outcome why) {
        return new CredentialState(rotation, phase, secrets, origin, Optional.of(why));
    }

    Logins logins() {
        var logins = rotation.logins(phase);
        var current = logins.current();
        var takesTheLostOnesPlace = logins.former()
                .filter(former -> former.open() && former.user().equals(current.user()))
                .isPresent();
        return origin != Origin.RECORDED && takesTheLostOnesPlace
                ? new Logins(current.retainingPresent(), logins.former())
                : logins;
    }

    static Map<Identifier, Logins> logins(List<CredentialState> credentialStates) {
        var logins = new HashMap<Identifier, Logins>();
        credentialStates.forEach(one -> logins.put(one.rotation().account().user(), one.logins()));
        return logins;
    }
}
