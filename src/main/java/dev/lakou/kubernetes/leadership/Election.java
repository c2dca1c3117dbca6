package dev.lakou.kubernetes.leadership;

import dev.lakou.kubernetes.Installation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the operator once this replica holds the Lease, and ends the process when another one does. */
@Singleton
class Election {
    private static final Logger LOG = Logger.getLogger(Election.class);
    private static final Duration RENEWAL = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** This replica stops acting before another may begin. */
    private static final Duration TERM = LeaseClaim.TERM.minusSeconds(2);

    private final Operator operator;
    private final LeaderFence fence;
    private final LeaseClaim claim;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "election"));
    private volatile ElectionState state = ElectionState.UNKNOWN;
    private volatile long lastTurn = System.nanoTime();

    Election(Operator operator, LeaderFence fence, KubernetesClient client, Clock clock, Installation installation) {
        this.operator = operator;
        this.fence = fence;
        this.claim = new LeaseClaim(client, clock, installation, identity());
        // The end does not wait for the next renewal.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void begin(@Observes StartupEvent event) {
        thread.execute(this::turn);
    }

    /** What is under way ends first; only then may another replica begin. */
    void end(@Observes ShutdownEvent event) throws InterruptedException {
        operator.stop();
        thread.shutdown();
        if (thread.awaitTermination(LeaseClaim.TERM.toSeconds(), TimeUnit.SECONDS)) {
            giveBack();
        }
    }

    ElectionState state() {
        return state;
    }

    /** How long ago this replica last saw to the Lease. */
    Duration sinceLastTurn() {
        return Duration.ofNanos(System.nanoTime() - lastTurn);
    }

    private void turn() {
        lastTurn = System.nanoTime();
        try {
            claim();
        } catch (KubernetesClientException e) {
            LOG.warnf("The Lease cannot be %s just now: %s", isLeading() ? "renewed" : "seen", e.getMessage());
            state = isLeading() ? state : ElectionState.UNKNOWN;
        } catch (RuntimeException e) {
            LOG.error("The Lease cannot be looked after.", e);
        }
        if (!thread.isShutdown()) {
            thread.schedule(this::turn, (isLeading() ? RENEWAL : LOOK).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void claim() {
        var begin = System.nanoTime();
        if (claim.hold()) {
            fence.extend(begin, TERM);
            lead();
            return;
        }
        claim.holder().ifPresent(this::follow);
    }

    private void lead() {
        if (isLeading()) {
            return;
        }
        state = ElectionState.LEADING;
        LOG.info("This replica holds the Lease and begins.");
        var unused = CompletableFuture.runAsync(operator::start).exceptionally(failure -> {
            LOG.error("The operator cannot start.", failure);
            Quarkus.asyncExit(1);
            return null;
        });
    }

    private void follow(String leader) {
        if (isLeading()) {
            LOG.errorf("\"%s\" holds the Lease: this replica ends at once, so that no two act.", leader);
            Runtime.getRuntime().halt(1);
        }
        if (state != ElectionState.WAITING) {
            LOG.infof("Waiting: \"%s\" holds the Lease.", leader);
            state = ElectionState.WAITING;
        }
    }

    private void giveBack() {
        fence.finish();
        try {
            claim.release();
        } catch (KubernetesClientException e) {
            LOG.warnf("The Lease could not be given back; it runs out by itself: %s", e.getMessage());
        }
    }

    private boolean isLeading() {
        return state == ElectionState.LEADING;
    }

    /** A pod that is restarted keeps its name, and with it the Lease. */
    private static String identity() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** What this replica is at present. */
    enum ElectionState {
        UNKNOWN,
        WAITING,
        LEADING
    }
}
