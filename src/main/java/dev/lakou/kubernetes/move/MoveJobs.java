package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The steps of moves that take long, each in the background: one of each move at a time. */
@Singleton
class MoveJobs {
    /** More share the disks of their servers without ending sooner. */
    private static final int THREADS = 8;

    private final ReconcileTrigger triggers;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    MoveJobs(ReconcileTrigger triggers) {
        this.triggers = triggers;
    }

    /** Whether this step was begun here, and its result not yet taken. */
    boolean isUnderway(SchemaMove move, MoveStep step) {
        return Optional.ofNullable(jobs.get(uid(move)))
                .filter(job -> job.step() == step)
                .isPresent();
    }

    /**
     * Begins the step unless it, or another one of the move, is under way. The move is looked at again when it ends.
     *
     * @return what came of it, once
     */
    Optional<MoveTurn> turn(SchemaMove move, MoveStep step, Supplier<MoveTurn> work) {
        var job = Optional.ofNullable(jobs.get(uid(move)));
        if (job.isPresent() && !job.get().result().isDone()) {
            return Optional.empty();
        }
        job.ifPresent(ended -> jobs.remove(uid(move)));
        if (job.filter(ended -> ended.step() == step).isPresent()) {
            return Optional.of(result(job.get()));
        }
        begin(move, step, work);
        return Optional.empty();
    }

    private void begin(SchemaMove move, MoveStep step, Supplier<MoveTurn> work) {
        var result = CompletableFuture.supplyAsync(work, threads);
        jobs.put(uid(move), new Job(step, result));
        result.whenComplete((turn, failure) -> triggers.trigger(ResourceKey.of(move)));
    }

    /** @throws RuntimeException that ended it */
    private static MoveTurn result(Job job) {
        try {
            return job.result().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private static String uid(SchemaMove move) {
        return move.getMetadata().getUid();
    }

    private record Job(MoveStep step, CompletableFuture<MoveTurn> result) {}
}
