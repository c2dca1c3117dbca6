package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.server.Finalizer;
import dev.lakou.kubernetes.server.LostEvents;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.server.UnreadableResources;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.kubernetes.status.WrittenVersions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** What stands around every look at a resource: whether this process may act, and when to look again. */
@Singleton
public class ReconcileFrame {
    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(15);

    /** Who waits in its server's lane is called; should the call be lost, it comes back by itself. */
    private static final Duration IN_LINE = Duration.ofMinutes(1);

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
    private final ServerLanes lanes;
    private final DriftWatch drift;
    private final UnreadableResources unreadable;
    private final ReconcileTrigger triggers;
    private final WrittenVersions versions;
    private final TenantIndex tenants;
    private final EndedResources endedResources = new EndedResources();

    ReconcileFrame(
            LeaderFence fence,
            ServerLanes lanes,
            DriftWatch drift,
            UnreadableResources unreadable,
            ReconcileTrigger triggers,
            WrittenVersions versions,
            TenantIndex tenants) {
        this.fence = fence;
        this.lanes = lanes;
        this.drift = drift;
        this.unreadable = unreadable;
        this.triggers = triggers;
        this.versions = versions;
        this.tenants = tenants;
    }

    /**
     * One turn of a resource's life. The framework calls it for each event, the end included; whether a finalizer is
     * needed is not its to say.
     */
    public <R extends HasMetadata> UpdateControl<R> turn(
            R resource, String serverName, Lifecycle<R> lifecycle, Context<R> context) {
        if (!fence.lasts()) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(LEASE_RETRY);
        }
        var key = ResourceKey.of(resource);
        try (var log = LogContext.of(resource, serverName)) {
            if (context.isPrimaryResourceDeleted()) {
                lanes.withdraw(serverName, key);
                forget(resource);
                endedResources.forget(resource);
                versions.forget(resource);
                lifecycle.gone().run();
                LostEvents.makeUp(() -> triggers.trigger(key));
                tenants.changed(serverName);
                return UpdateControl.noUpdate();
            }
            var isEdit = resource.isMarkedForDeletion() || !lifecycle.isToldReady();
            if (!lanes.enter(serverName, key, isEdit)) {
                return UpdateControl.<R>noUpdate().rescheduleAfter(IN_LINE);
            }
            try {
                return resource.isMarkedForDeletion()
                        ? ended(resource, lifecycle, context)
                        : settled(resource, lifecycle, context);
            } finally {
                lanes.leave(serverName, key);
                if (isEdit) {
                    tenants.changed(serverName);
                }
            }
        }
    }

    private void forget(HasMetadata resource) {
        drift.forget(resource);
        unreadable.forget(resource);
    }

    private <R extends HasMetadata> UpdateControl<R> settled(R resource, Lifecycle<R> lifecycle, Context<R> context) {
        endedResources.forget(resource);
        if (unreadable.isToldInVain(resource, context)) {
            return UpdateControl.noUpdate();
        }
        try {
            versions.requireSeen(resource);
            unreadable.requireReadable(resource);
            return lifecycle.settle().get();
        } catch (StaleViewException e) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(e.rest());
        } catch (StalledException stalled) {
            var update = lifecycle.refused().apply(stalled.outcome());
            return UNWATCHED.contains(stalled.outcome().reason()) ? update.rescheduleAfter(RETRY) : update;
        }
    }

    private <R extends HasMetadata> UpdateControl<R> ended(R resource, Lifecycle<R> lifecycle, Context<R> context) {
        forget(resource);
        if (!Finalizer.isOn(resource) || endedResources.contains(resource)) {
            return UpdateControl.noUpdate();
        }
        try {
            lifecycle.leave().run();
            Finalizer.remove(resource, context);
            endedResources.add(resource);
            return UpdateControl.noUpdate();
        } catch (StaleViewException e) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(e.rest());
        } catch (RuntimeException e) {
            lifecycle.blocked().accept(Outcome.of(e));
            return UpdateControl.<R>noUpdate().rescheduleAfter(RETRY);
        }
    }
}
