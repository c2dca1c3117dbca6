package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.StateApplier;
import dev.lakou.database.StateApplier.Applied;
import dev.lakou.kubernetes.reconcile.ReconcileResult.ReconciledAccount;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.AccountSecrets;
import dev.lakou.kubernetes.secret.FoundPassword.Origin;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.secret.PasswordFinder;
import dev.lakou.kubernetes.secret.Restarts;
import dev.lakou.kubernetes.secret.RotationState;
import dev.lakou.kubernetes.secret.Rotations;
import dev.lakou.kubernetes.server.Finalizer;
import dev.lakou.kubernetes.server.Resync;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.LoginOutcome;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Credential;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Ownership;
import dev.lakou.model.State;
import dev.lakou.plan.Adoption;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a server and the Secrets of a resource what it asks for, and keeps them so. */
@Singleton
public class ReconcileSteps {
    /** Nobody tells when a login is let in again. */
    private static final Duration LOGIN_RETRY = Duration.ofSeconds(15);

    private static final String WAITS = "The next rotation waits, and the present credential goes on: ";

    private final Rotations rotations;
    private final Restarts restarts;
    private final PasswordFinder passwords;
    private final DriftWatch drift;
    private final EventRecorder events;

    ReconcileSteps(
            Rotations rotations, Restarts restarts, PasswordFinder passwords, DriftWatch drift, EventRecorder events) {
        this.rotations = rotations;
        this.restarts = restarts;
        this.passwords = passwords;
        this.drift = drift;
        this.events = events;
    }

    /** @return what was read back and logged in to */
    public ReconcileResult keep(ServerRequest request, Context<?> context) {
        var longest = Resync.interval(request.resolved().resource());
        var owned = new OwnedSecrets(request.resource(), context);
        requireValid(request);
        var credentialStates = credentialStates(request, owned);
        credentialStates.forEach(one -> one.secrets().requireFree());
        credentialStates.forEach(this::tellOfLoss);

        var mended = mend(request, credentialStates, owned, context);
        var after = rotated(request, credentialStates, owned);
        after.forEach(one -> restarts.after(one.rotation()));
        var desired = request.desired(CredentialState.logins(after));
        var rotated = !after.equals(credentialStates);
        drift.keep(request, desired, rotated || !mended.plan().isEmpty(), rotated ? Map.of() : mended.digests());
        var unproved = unproved(mended.proofs(), after);
        return new ReconcileResult(
                after.stream().map(this::kept).toList(),
                unproved,
                request.server().outOfReach(desired),
                rest(after, unproved.isEmpty() || longest.compareTo(LOGIN_RETRY) < 0 ? longest : LOGIN_RETRY));
    }

    /** What would become of it, in words, where that can be found out; changes nothing. */
    public Optional<String> preview(ServerRequest request, Context<?> context) {
        try {
            requireValid(request);
            var states = credentialStates(request, new OwnedSecrets(request.resource(), context));
            var desired = request.desired(CredentialState.logins(states));
            var found = request.adopting(desired, found(request, desired));
            OwnershipCheck.refuse(desired, found);
            var plan = Planner.plan(desired, found.claim(desired));
            return Optional.of(
                    plan.isEmpty()
                            ? "Nothing would have to be changed on the server."
                            : "Once it is false, Lakou will: " + String.join("; ", plan.describe()) + ".");
        } catch (StalledException stalled) {
            return Optional.of("Once it is false, this is refused: " + stalled.getMessage());
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }

    /** Before the server is asked anything. */
    private static void requireValid(ServerRequest request) {
        Violations.refuse(
                request.violations(),
                request.accounts().stream()
                        .flatMap(account -> AccountSecrets.violations(account, details(request, account)).stream())
                        .toList());
        request.admit();
    }

    /** With a password as long as one. */
    private static ConnectionDetails details(ServerRequest request, Account account) {
        return request.details(account, new Credential(account.user(), AccountInspection.UNKNOWN));
    }

    private List<CredentialState> credentialStates(ServerRequest request, OwnedSecrets owned) {
        return request.accounts().stream()
                .map(account -> credentialState(request, account, owned))
                .toList();
    }

    /** Those of the logins that the Secrets still name. */
    private static List<LoginProof> unproved(List<LoginProof> proofs, List<CredentialState> after) {
        return proofs.stream()
                .filter(proof -> !(proof instanceof LoginProof.Proved))
                .filter(proof ->
                        after.stream().anyMatch(one -> one.rotation().current().equals(proof.user())))
                .toList();
    }

    /** Makes server and Secrets what they should be for the present credentials. */
    private Applied mend(
            ServerRequest request, List<CredentialState> credentialStates, OwnedSecrets owned, Context<?> context) {
        var desired = request.desired(CredentialState.logins(credentialStates));
        var found = request.adopting(desired, found(request, desired));
        request.check(desired, found, drift.request(request.resource()));
        tellOfDrift(request, desired, Planner.plan(desired, found.claim(desired)));
        Finalizer.add(request.resource(), context);
        // The Secrets come first: a password that is nowhere else must not be lost in a crash.
        var names = new HashSet<String>();
        credentialStates.forEach(one -> names.addAll(one.secrets().write()));
        owned.deleteAllBut(names);
        var applied = StateApplier.keep(request.server(), desired, found);
        credentialStates.forEach(one -> passwords.settle(one.rotation().account()));
        events.changed(
                request.resource(),
                event(request, desired, found.found()),
                applied.plan().describe());
        return applied;
    }

    private static Ownership found(ServerRequest request, State desired) {
        return new Ownership(request.marker(), request.server().inspect(desired));
    }

    private List<CredentialState> rotated(
            ServerRequest request, List<CredentialState> credentialStates, OwnedSecrets owned) {
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
        var secrets = secrets(request, next, owned);
        secrets.requireSeen();
        try {
            secrets.tryOut();
        } catch (StalledException | KubernetesClientException e) {
            return present.waiting(held(Outcome.of(e)));
        }
        var logins = CredentialState.logins(all);
        logins.put(next.account().user(), next.logins(present.rotation()));
        var desired = request.desired(logins);
        var found = request.adopting(desired, found(request, desired));
        OwnershipCheck.refuse(desired, found);
        // Should the Secret not be written after all, what is on the server then was not changed by hand.
        drift.keep(request, desired, true, Map.of());
        var applied = StateApplier.keep(request.server(), desired, found);
        var trouble = applied.proofs().stream()
                .filter(proof -> proof.user().equals(next.current()))
                .flatMap(proof -> LoginOutcome.of(proof).stream())
                .findFirst();
        if (trouble.isPresent()) {
            var before = request.desired(CredentialState.logins(all));
            StateApplier.keep(request.server(), before, found(request, before));
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

    private CredentialState credentialState(ServerRequest request, Account account, OwnedSecrets owned) {
        var logins = request.server().logins(account.user());
        var found = passwords.find(
                account,
                logins,
                owned.contents(account),
                new AccountInspection(request, account),
                () -> request.keptPassword(account));
        var rotation = new RotationState(account, found.issued(), logins);
        return new CredentialState(
                rotation,
                rotations.phase(rotation, request.server()::sessions),
                secrets(request, rotation, owned),
                found.origin(),
                Optional.empty());
    }

    private static AccountSecrets secrets(ServerRequest request, RotationState rotation, OwnedSecrets owned) {
        var credential = new Credential(rotation.current(), rotation.issued().password());
        return new AccountSecrets(
                rotation.account(), owned, request.details(rotation.account(), credential), rotation.issued());
    }

    private ReconciledAccount kept(CredentialState one) {
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

    private void tellOfLoss(CredentialState one) {
        if (one.origin() == Origin.REPLACED) {
            var account = one.rotation().account();
            events.failed(
                    account.resource(), "CredentialReplaced", one.rotation().replacement());
        }
    }

    private Duration rest(List<CredentialState> credentialStates, Duration longest) {
        return credentialStates.stream()
                .map(one ->
                        rotations.rest(one.rotation(), one.phase(), one.waits().isPresent(), longest))
                .min(Duration::compareTo)
                .orElse(longest);
    }

    private String event(ServerRequest request, State desired, State actual) {
        var isNew = desired.schemas().isEmpty()
                ? actual.roles().isEmpty()
                : actual.schemas().isEmpty();
        if (isNew) {
            return "Created";
        }
        if (Adoption.concerns(desired, actual)) {
            return "Adopted";
        }
        var wishChanged = drift.request(request.resource())
                .filter(before -> !before.equals(desired.withoutCredentials()))
                .isPresent();
        return wishChanged ? "Updated" : "Repaired";
    }

    /** Says so before anything is mended: should it not succeed, people know since when. */
    private void tellOfDrift(ServerRequest request, State desired, Plan plan) {
        var sameWish = drift.request(request.resource()).equals(Optional.of(desired.withoutCredentials()));
        if (sameWish && !plan.isEmpty()) {
            request.tellDrift(new Outcome(
                    Reason.Drifted,
                    "Changed by hand on the server, to be mended: " + String.join("; ", plan.describe()) + "."));
        }
    }
}
