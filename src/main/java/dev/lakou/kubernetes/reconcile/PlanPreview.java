package dev.lakou.kubernetes.reconcile;

import dev.lakou.database.MovedSchema;
import dev.lakou.database.Observation;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.secret.PasswordFinder;
import dev.lakou.kubernetes.secret.Rotations;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Ownership;
import dev.lakou.model.State;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What would become of a resource, found out without changing anything. */
public final class PlanPreview {
    private final CredentialStates credentials;

    PlanPreview(CredentialStates credentials) {
        this.credentials = credentials;
    }

    /** One that shares nothing with the operator: also for other processes. */
    public static PlanPreview alone(Clock clock, RandomGenerator random, EventRecorder events) {
        return new PlanPreview(
                new CredentialStates(new Rotations(clock, random), new PasswordFinder(clock, random), events));
    }

    /** @throws StalledException when it would be refused */
    public Preview of(ServerRequest request, Context<?> context) {
        ReconcileSteps.requireValid(request);
        var look = new FirstLook(request);
        var states = credentials.of(look, new OwnedSecrets(request.resource(), context));
        states.forEach(one -> one.secrets().requireFree());
        var desired = request.desired(CredentialState.logins(states));
        var seen = look.of(desired);
        var found = request.adopting(desired, seen);
        OwnershipCheck.refuse(desired, found);
        return new Preview(
                desired,
                found,
                seen.movedAway(),
                Planner.plan(desired, found.claim(desired)),
                states.stream()
                        .flatMap(one -> one.secrets().outdated().stream())
                        .toList());
    }

    /**
     * What would be done.
     *
     * @param found what the server has of the desired state now
     * @param movedAway as {@link Observation#movedAway}
     * @param secrets the names of the Secrets that would be written
     */
    public record Preview(
            State desired, Ownership found, Optional<MovedSchema> movedAway, Plan plan, List<String> secrets) {
        public Preview {
            secrets = List.copyOf(secrets);
        }
    }
}
