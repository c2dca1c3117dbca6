package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.Fence;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReview;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The steps of a move, in their order; {@link TransferParts} are the classes that make them. */
final class PostgresTransfer implements SchemaTransfer {
    /** Tables that together are read within the gap, however slow the disk. */
    private static final long SMALL = 2L << 20;

    private final MoveOrder order;
    private final MoveEnd source;
    private final MoveEnd target;
    private final TransferParts parts;
    private final Cancellation cancellation;
    private Optional<Rehearsal> rehearsal = Optional.empty();
    private Optional<Fence> reached = Optional.empty();
    private String troubles = "none";

    PostgresTransfer(MoveOrder order, MoveEnd source, MoveEnd target, DumpProgram dump, Cancellation cancellation) {
        this.order = order;
        this.source = source;
        this.target = target;
        this.parts = TransferParts.of(order, source, target, dump);
        this.cancellation = cancellation;
    }

    @Override
    public TransferReview review() {
        return parts.review().review();
    }

    /** Of a copy, the fence keeps everybody from everything. */
    @Override
    public void freezeDdl() {
        if (isReplicated()) {
            parts.freeze().freeze();
        }
    }

    /** Of a copy, the structure is tried now, and made together with the rows. */
    @Override
    public void copyStructure() {
        parts.guard().requireClosedTarget();
        if (parts.rows().isThere()) {
            return;
        }
        if (isReplicated()) {
            parts.rows().structure();
        } else {
            parts.rows().tryStructure();
        }
    }

    @Override
    public void startReplication() {
        if (isReplicated()) {
            parts.guard().requireClosedTarget();
            parts.replication().start();
        }
    }

    @Override
    public TransferProgress progress() {
        if (isReplicated()) {
            return parts.progress().now();
        }
        var percent = parts.rows().isThere() ? 100 : 0;
        return new TransferProgress(percent, 0, 0, 0, List.of(), List.of());
    }

    /** Views and statistics are made while the service still writes: they take the longer, the more rows there are. */
    @Override
    public TransferReport rehearse() {
        if (!isReplicated()) {
            return new TransferReport(List.of());
        }
        parts.guard().requireClosedTarget();
        parts.completion().refreshViews();
        parts.completion().analyze();
        var done = parts.verification().rehearse(parts.standstill(), SMALL);
        troubles = parts.replication().subscription().troubles();
        rehearsal = Optional.of(done);
        return done.report();
    }

    @Override
    public Fence fence(Duration atMost) {
        parts.guard().requireClosedTarget();
        return parts.guard().source().close(atMost);
    }

    @Override
    public void copyData() {
        if (isReplicated()) {
            return;
        }
        parts.guard().requireClosedTarget();
        parts.guard().requireFenced();
        if (!parts.rows().isThere()) {
            parts.rows().everything();
        }
    }

    @Override
    public boolean caughtUp(Fence position, Duration atMost) {
        if (!isReplicated()) {
            return true;
        }
        reached = Optional.of(position).filter(one -> parts.replication().caughtUp(one, atMost));
        return reached.isPresent();
    }

    @Override
    public void complete() {
        parts.guard().requireClosedTarget();
        parts.guard().requireFenced();
        if (isReplicated()) {
            parts.replication().subscription().disable();
        }
        parts.completion().advanceSequences();
        if (rehearsal.isEmpty()) {
            parts.completion().refreshViews();
            parts.completion().analyze();
        }
    }

    @Override
    public TransferReport verify() {
        parts.guard().requireFenced();
        if (rehearsal.isEmpty() || reached.isEmpty()) {
            return parts.verification().whole();
        }
        var done = rehearsal.get();
        return done.with(
                parts.verification().part(done.small()),
                parts.replication().since(done.position(), reached.get().position(), troubles));
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void unfence() {
        cancellation.takeBack();
        reached = Optional.empty();
        parts.takingBack().unfence();
    }

    @Override
    public void abort() {
        cancellation.takeBack();
        parts.takingBack().abort();
    }

    @Override
    public void dismantle() {
        parts.replication().subscription().drop();
        parts.replication().unpublish();
    }

    @Override
    public List<Identifier> setAside() {
        parts.guard().requireFenced();
        return parts.aside().set(parts.freeze(), order.destination());
    }

    @Override
    public void dropAside() {
        parts.aside().drop();
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }

    private boolean isReplicated() {
        return order.method() == MoveMethod.REPLICATE;
    }
}
