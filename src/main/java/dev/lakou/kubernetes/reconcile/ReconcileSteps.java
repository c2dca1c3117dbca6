package dev.lakou.kubernetes.reconcile;

import dev.lakou.connection.ConnectionDetails;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.Observation;
import dev.lakou.database.StateApplier;
import dev.lakou.database.StateApplier.Applied;
import dev.lakou.kubernetes.reconcile.PlanPreview.Preview;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.AccountSecrets;
import dev.lakou.kubernetes.secret.FoundPassword.Origin;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.secret.Restarts;
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
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a server and the Secrets of a resource what it asks for, and keeps them so. */
@Singleton
public class ReconcileSteps {
    /** Nobody tells when a login is let in again. */
    private static final Duration LOGIN_RETRY = Duration.ofSeconds(15);

    private final CredentialStates credentials;
    private final CredentialRotation rotation;
    private final Restarts restarts;
    private final DriftWatch drift;
    private final EventRecorder events;

    ReconcileSteps(
            CredentialStates credentials,
            CredentialRotation rotation,
            Restarts restarts,
            DriftWatch drift,
            EventRecorder events) {
        this.credentials = credentials;
        this.rotation = rotation;
        this.restarts = restarts;
        this.drift = drift;
        this.events = events;
    }

    /** @return what was read back and logged in to */
    public ReconcileResult keep(ServerRequest request, Context<?> context) {
        var longest = Resync.rest(request.resolved().resource());
        var owned = new OwnedSecrets(request.resource(), context);
        requireValid(request);
        var look = new FirstLook(request);
        var before = credentials.of(look, owned);
        before.forEach(one -> one.secrets().requireFree());
        before.forEach(credentials::tellOfLoss);

        var mended = mend(look, before, owned, context);
        var applied = mended.applied();
        var after = rotation.rotated(request, before, owned);
        after.forEach(one -> restarts.after(one.rotation()));
        var desired = request.desired(CredentialState.logins(after));
        var rotated = !after.equals(before);
        drift.keep(request, desired, rotated || !applied.plan().isEmpty(), rotated ? Map.of() : applied.digests());
        var unproved = unproved(applied.proofs(), after);
        return new ReconcileResult(
                after.stream().map(credentials::told).toList(),
                unproved,
                mended.seen(),
                credentials.rest(
                        after, unproved.isEmpty() || longest.compareTo(LOGIN_RETRY) < 0 ? longest : LOGIN_RETRY));
    }

    /** What would become of it, in words, where that can be found out; changes nothing. */
    public Optional<String> preview(ServerRequest request, Context<?> context) {
        try {
            var plan = new PlanPreview(credentials).of(request, context).plan();
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

    /**
     * What would become of it on a server that it is not on, with the credentials that it has.
     *
     * @throws StalledException when it may not be there, or its credentials are not known for certain
     */
    public Preview reviewElsewhere(ServerRequest request, Context<?> context) {
        requireValid(request);
        return elsewhere(request, context);
    }

    /**
     * Makes it on a server that it is not on, with the credentials that it has. Its logins are let in once, and closed
     * again; its Secrets are left as they are.
     *
     * @throws StalledException when one of them does not come in
     */
    public void furnish(ServerRequest request, Context<?> context) {
        requireValid(request);
        var desired = elsewhere(request, context).desired();
        var server = request.server();
        var seen = server.observe(desired);
        var found = request.found(seen);
        OwnershipCheck.refuse(desired, found);
        var proofs = StateApplier.keep(server, desired, seen, found).proofs();
        var unopened = desired.withoutCredentials();
        server.apply(Planner.planClose(new Ownership(request.marker(), server.inspect(unopened)).owned()));
        LoginOutcome.worst(proofs, request.resource().getMetadata().getGeneration(), List.of())
                .ifPresent(trouble -> {
                    throw new StalledException(
                            trouble.reason(),
                            "On DatabaseServer \"%s\": %s"
                                    .formatted(request.resolved().name(), trouble.message()));
                });
    }

    private Preview elsewhere(ServerRequest request, Context<?> context) {
        var states = credentials.of(new FirstLook(request), new OwnedSecrets(request.resource(), context));
        if (!states.stream().allMatch(one -> one.origin() == Origin.RECORDED)) {
            throw new StalledException(
                    Reason.RefNotReady,
                    "Its Secrets do not hold the credentials that its status tells of. Wait until it is Ready.");
        }
        var desired = request.desired(CredentialState.logins(states));
        var seen = request.server().observe(desired);
        return new Preview(desired, request.found(seen), seen.movedAway(), new Plan(List.of()), List.of());
    }

    /** Before the server is asked anything. */
    static void requireValid(ServerRequest request) {
        Violations.refuse(
                request.violations(),
                request.accounts().stream()
                        .flatMap(account -> AccountSecrets.violations(account, details(request, account)).stream())
                        .toList());
        request.admit();
    }

    /** With a password as long as one. */
    private static ConnectionDetails details(ServerRequest request, Account account) {
        return request.details(account, new Credential(account.user(), FirstLook.UNKNOWN));
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
    private Mended mend(
            FirstLook look, List<CredentialState> credentialStates, OwnedSecrets owned, Context<?> context) {
        var request = look.request();
        var desired = request.desired(CredentialState.logins(credentialStates));
        if (request.isToldReady() && drift.request(request.resource()).isEmpty()) {
            request.server().trust(desired);
        }
        var seen = look.of(desired);
        var found = request.adopting(desired, seen);
        request.check(desired, seen, found, drift.request(request.resource()));
        tellOfDrift(request, desired, Planner.plan(desired, found.claim(desired)));
        Finalizer.add(request.resource(), context);
        // The Secrets come first: a password that is nowhere else must not be lost in a crash.
        var names = new HashSet<String>();
        credentialStates.forEach(one -> names.addAll(one.secrets().write()));
        owned.deleteAllBut(names);
        var applied = StateApplier.keep(request.server(), desired, seen, found);
        credentials.settle(credentialStates);
        events.changed(
                request.resource(),
                event(request, desired, found.found()),
                applied.plan().describe());
        return new Mended(applied, applied.seenSince(seen));
    }

    /** @param seen what the last look found */
    private record Mended(Applied applied, Observation seen) {}

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
