package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.database.StateApplier;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.secret.Rotations;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.LoginOutcome;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives those users another credential whose time has come, or says why not yet. */
@Singleton
class CredentialRotation {
    private static final String WAITS = "The next rotation waits, and the present credential goes on: ";

    private final Rotations rotations;
    private final DriftWatch drift;
    private final EventRecorder events;

    CredentialRotation(Rotations rotations, DriftWatch drift, EventRecorder events) {
        this.rotations = rotations;
        this.drift = drift;
        this.events = events;
    }

    /** @return the credentials as they are then, in the same order */
    List<CredentialState> rotated(ServerRequest request, List<CredentialState> credentialStates, OwnedSecrets owned) {
        var after = new ArrayList<>(credentialStates);
        for (var place = 0; place < after.size(); place++) {
            var one = after.get(place);
            if (rotations.due(one.rotation(), one.phase())) {
                after.set(place, rotate(request, one, after, owned));
            } else {
                after.set(
                        place,
                        rotations
                                .waiting(one.rotation(), one.phase())
                                .map(one::waiting)
                                .orElse(one));
            }
        }
        return List.copyOf(after);
    }

    /**
     * Here the Secret comes last: what it says must let the user in from the first moment on. A login that does not come
     * in by the way that the user goes is taken back, and the user stays with the credential that it has.
     */
    private CredentialState rotate(
            ServerRequest request, CredentialState present, List<CredentialState> all, OwnedSecrets owned) {
        var next = rotations.next(present.rotation());
        var secrets = CredentialStates.secrets(request, next, owned);
        secrets.requireSeen();
        try {
            secrets.tryOut();
        } catch (StalledException | KubernetesClientException e) {
            return present.waiting(held(Outcome.of(e)));
        }
        var logins = CredentialState.logins(all);
        logins.put(next.account().user(), next.logins(present.rotation()));
        var desired = request.desired(logins);
        var seen = request.server().observe(desired);
        var found = request.adopting(desired, seen);
        OwnershipCheck.refuse(desired, found);
        // Should the Secret not be written after all, what is on the server then was not changed by hand.
        drift.keep(request, desired, true, Map.of());
        var applied = StateApplier.keep(request.server(), desired, seen, found);
        var trouble = applied.proofs().stream()
                .filter(proof -> proof.user().equals(next.current()))
                .flatMap(proof -> LoginOutcome.of(proof).stream())
                .findFirst();
        if (trouble.isPresent()) {
            var before = request.desired(CredentialState.logins(all));
            var after = request.server().observe(before);
            StateApplier.keep(request.server(), before, after, request.found(after));
            return present.waiting(held(trouble.get()));
        }
        secrets.write();
        events.changed(request.resource(), "Rotated", applied.plan().describe());
        // However short the overlap: the former login is closed by the next look, and open until then.
        return new CredentialState(next, Phase.Overlap, secrets, present.origin(), Optional.empty());
    }

    private static Outcome held(Outcome why) {
        return new Outcome(Reason.RotationHeld, WAITS + why.message());
    }
}
