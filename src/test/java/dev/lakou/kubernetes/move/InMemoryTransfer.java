package dev.lakou.kubernetes.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.move.Fence;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReport.Comparison;
import dev.lakou.database.move.TransferReview;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two servers that are there in words only: what was asked of them, in order, and who may write. */
final class InMemoryTransfer implements SchemaTransfer {
    final List<String> asked = new ArrayList<>();
    private final Optional<String> failsAt;
    private final Set<String> odd;
    private final Duration each;
    private boolean sourceOpen = true;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private long nanos;

    /**
     * @param failsAt the step that the server refuses
     * @param odd of {@code late}: the target does not catch up; {@code different}: rows are missing; {@code silent}: the copy
     *     waits until it is ended
     * @param each how long a step takes
     */
    InMemoryTransfer(Optional<String> failsAt, Set<String> odd, Duration each) {
        this.failsAt = failsAt;
        this.odd = odd;
        this.each = each;
    }

    boolean isSourceOpen() {
        return sourceOpen;
    }

    long nanoTime() {
        return nanos;
    }

    @Override
    public TransferReview review() {
        ask("review");
        return new TransferReview(List.of(), 0, Duration.ZERO, Duration.ZERO);
    }

    @Override
    public void freezeDdl() {
        ask("freezeDdl");
    }

    @Override
    public void copyStructure() {
        ask("copyStructure");
    }

    @Override
    public void startReplication() {
        ask("startReplication");
    }

    @Override
    public TransferProgress progress() {
        return new TransferProgress(100, 0, 0, 0, List.of(), List.of());
    }

    @Override
    public TransferReport rehearse() {
        ask("rehearse");
        return new TransferReport(List.of());
    }

    @Override
    public Fence fence(Duration atMost) {
        sourceOpen = false;
        ask("fence");
        return new Fence("0/1");
    }

    @Override
    public void copyData() {
        if (odd.contains("silent")) {
            awaitCancelled();
        }
        ask("copyData");
    }

    @Override
    public boolean caughtUp(Fence fence, Duration atMost) {
        ask("caughtUp");
        return !odd.contains("late");
    }

    @Override
    public void complete() {
        ask("complete");
    }

    @Override
    public TransferReport verify() {
        ask("verify");
        return new TransferReport(List.of(
                new Comparison("table shop.orders", "2 rows", odd.contains("different") ? "1 rows" : "2 rows")));
    }

    @Override
    public void cancel() {
        cancelled.countDown();
    }

    @Override
    public void unfence() {
        ask("unfence");
        sourceOpen = true;
    }

    @Override
    public void abort() {
        ask("abort");
        sourceOpen = true;
    }

    @Override
    public void dismantle() {
        ask("dismantle");
    }

    @Override
    public List<Identifier> setAside() {
        ask("setAside");
        return List.of(new Identifier("shop_moved"));
    }

    @Override
    public void dropAside() {
        ask("dropAside");
    }

    @Override
    public void close() {}

    private void awaitCancelled() {
        try {
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nanos += each.toNanos();
        throw new DatabaseException(Kind.UNREACHABLE, "the connection was closed");
    }

    private void ask(String step) {
        asked.add(step);
        nanos += each.toNanos();
        if (failsAt.equals(Optional.of(step))) {
            throw new DatabaseException(Kind.UNREACHABLE, "the server is away");
        }
    }
}
