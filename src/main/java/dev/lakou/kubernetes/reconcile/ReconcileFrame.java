package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What stands around every look at a resource: whether this process may act, and when to look again. */
@Singleton
public class ReconcileFrame {
    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);

    /** How long to wait for what is on its way: a server that this process opens, or news from the API server. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private static final Duration RETRY = Duration.ofSeconds(15);

    /**
     * Nobody tells when a stranger's Secret, schema or login goes, a lost schema comes back, a DBA has helped, or another
     * DatabaseServer of the same server has connections to spare.
     */
    private static final Set<Reason> UNWATCHED = Set.of(
            Reason.SecretConflict,
            Reason.NameConflict,
            Reason.ConnectionBudgetExceeded,
            Reason.SchemaMissing,
            Reason.AdoptionPreview,
            Reason.AdoptionRefused,
            Reason.AdminLacksPrivilege);

    private final LeaderFence fence;
    private final DriftWatch drift;

    ReconcileFrame(LeaderFence fence, DriftWatch drift) {
        this.fence = fence;
        this.drift = drift;
    }

    /**
     * Makes a resource what it should be.
     *
     * @param refused tells why it cannot be
     */
    public <R extends HasMetadata> UpdateControl<R> reconcile(
            R resource,
            String serverName,
            Supplier<UpdateControl<R>> settle,
            Function<Outcome, UpdateControl<R>> refused) {
        if (!fence.lasts()) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(LEASE_RETRY);
        }
        try (var log = LogContext.of(resource, serverName)) {
            return settled(settle, refused);
        }
    }

    /**
     * Ends a resource, and the watch over it.
     *
     * @param blocked tells why it cannot be ended now
     */
    public DeleteControl cleanup(HasMetadata resource, String serverName, Runnable leave, Consumer<Outcome> blocked) {
        if (!fence.lasts()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LEASE_RETRY.toMillis());
        }
        try (var log = LogContext.of(resource, serverName)) {
            drift.forget(resource);
            return ended(leave, blocked);
        }
    }

    private static <R extends HasMetadata> UpdateControl<R> settled(
            Supplier<UpdateControl<R>> settle, Function<Outcome, UpdateControl<R>> refused) {
        try {
            return settle.get();
        } catch (StaleViewException e) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(MOMENT);
        } catch (StalledException stalled) {
            var update = refused.apply(stalled.outcome());
            return UNWATCHED.contains(stalled.outcome().reason()) ? update.rescheduleAfter(RETRY) : update;
        }
    }

    private static DeleteControl ended(Runnable leave, Consumer<Outcome> blocked) {
        try {
            leave.run();
            return DeleteControl.defaultDelete();
        } catch (StaleViewException e) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(MOMENT.toMillis());
        } catch (RuntimeException e) {
            blocked.accept(Outcome.of(e));
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(RETRY.toMillis());
        }
    }
}
