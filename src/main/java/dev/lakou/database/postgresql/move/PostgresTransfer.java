package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.MoveMark;
import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.Fence;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReview;
import dev.lakou.database.postgresql.PostgresNames;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a move, each one of a class of its own. */
final class PostgresTransfer implements SchemaTransfer {
    /** Tables that together are read within the gap, however slow the disk. */
    private static final long SMALL = 2L << 20;

    private final MoveOrder order;
    private final MoveEnd source;
    private final MoveEnd target;
    private final Identifier targetOwner;
    private final DdlFreeze freeze;
    private final LoginFence fence;
    private final LoginFence targetLogins;
    private final RowCopy rows;
    private final Replication replication;
    private final ReplicationProgress progress;
    private final Standstill standstill;
    private final Completion completion;
    private final Verification verification;
    private final PostgresReview review;
    private final Aside aside;
    private final Cancellation cancellation;
    private Optional<Rehearsal> rehearsal = Optional.empty();
    private Optional<Fence> reached = Optional.empty();
    private String troubles = "none";

    PostgresTransfer(MoveOrder order, MoveEnd source, MoveEnd target, DumpProgram dump, Cancellation cancellation) {
        this.order = order;
        this.source = source;
        this.target = target;
        this.cancellation = cancellation;
        var here = order.schemas().stream().map(MoveOrder.MovedName::source).toList();
        var there = order.schemas().stream().map(MoveOrder.MovedName::target).toList();
        var names = MoveNames.of(order);
        var mark = new MoveMark(order.service());
        var owner = PostgresNames.owner(here.get(0));
        this.targetOwner = PostgresNames.owner(there.get(0));
        this.freeze = new DdlFreeze(source, owner, here, names.frozen(), mark.underWay());
        this.fence = new LoginFence(source, order.service(), here);
        this.targetLogins = new LoginFence(target, order.service(), there);
        var actAs = order.method() == MoveMethod.COPY ? owner : names.frozen();
        this.rows = new RowCopy(source, target, dump, order.schemas(), actAs, targetOwner);
        var subscription = new Subscription(target, names.replication());
        this.replication = new Replication(
                source,
                target,
                new Publication(source, rows.sources(), names.replication(), mark.underWay()),
                new Replicator(
                        source,
                        names.replicator(),
                        names.replication(),
                        PostgresNames.readers(here.get(0)),
                        mark.underWay()),
                subscription);
        this.progress = new ReplicationProgress(source, subscription, rows.sources());
        this.standstill = new Standstill(source, target, replication, rows.sources());
        this.completion = new Completion(source, target, order.schemas());
        this.verification = new Verification(
                side(source, rows.sources(), here, owner, names),
                side(target, rows.targets(), there, targetOwner, names));
        this.review = new PostgresReview(
                order,
                source,
                target,
                dump,
                fence,
                rows,
                new ReplicationFactsReader(source, target, replication, rows.sources()),
                owner);
        this.aside = new Aside(source, mark, here);
    }

    private Verification.Side side(
            MoveEnd end, List<String> schemas, List<Identifier> names, Identifier owner, MoveNames move) {
        return new Verification.Side(
                end,
                new Shape(
                        schemas,
                        rows.sources(),
                        owner,
                        move.frozen(),
                        PostgresNames.readers(names.get(0)),
                        PostgresNames.writers(names.get(0))));
    }

    @Override
    public TransferReview review() {
        return review.review();
    }

    /** Of a copy, the fence keeps everybody from everything. */
    @Override
    public void freezeDdl() {
        if (isReplicated()) {
            freeze.freeze();
        }
    }

    /** Of a copy, the structure is tried now, and made together with the rows. */
    @Override
    public void copyStructure() {
        requireClosedTarget();
        if (rows.isThere()) {
            return;
        }
        if (isReplicated()) {
            rows.structure();
        } else {
            rows.tryStructure();
        }
    }

    @Override
    public void startReplication() {
        if (isReplicated()) {
            requireClosedTarget();
            replication.start();
        }
    }

    @Override
    public TransferProgress progress() {
        if (isReplicated()) {
            return progress.now();
        }
        var percent = rows.isThere() ? 100 : 0;
        return new TransferProgress(percent, 0, 0, 0, List.of(), List.of());
    }

    /** Views and statistics are made while the service still writes: they take the longer, the more rows there are. */
    @Override
    public TransferReport rehearse() {
        if (!isReplicated()) {
            return new TransferReport(List.of());
        }
        requireClosedTarget();
        completion.refreshViews();
        completion.analyze();
        var done = verification.rehearse(standstill, SMALL);
        troubles = replication.subscription().troubles();
        rehearsal = Optional.of(done);
        return done.report();
    }

    @Override
    public Fence fence(Duration atMost) {
        requireClosedTarget();
        return fence.close(atMost);
    }

    @Override
    public void copyData() {
        if (isReplicated()) {
            return;
        }
        requireClosedTarget();
        requireFenced();
        if (!rows.isThere()) {
            rows.everything();
        }
    }

    @Override
    public boolean caughtUp(Fence position, Duration atMost) {
        if (!isReplicated()) {
            return true;
        }
        reached = Optional.of(position).filter(one -> replication.caughtUp(one, atMost));
        return reached.isPresent();
    }

    @Override
    public void complete() {
        requireClosedTarget();
        requireFenced();
        if (isReplicated()) {
            replication.subscription().disable();
        }
        completion.advanceSequences();
        if (rehearsal.isEmpty()) {
            completion.refreshViews();
            completion.analyze();
        }
    }

    @Override
    public TransferReport verify() {
        requireFenced();
        if (rehearsal.isEmpty() || reached.isEmpty()) {
            return verification.whole();
        }
        var done = rehearsal.get();
        return done.with(
                verification.part(done.small()),
                replication.since(done.position(), reached.get().position(), troubles));
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    /** What arrived by a copy is of a moment that has passed. */
    @Override
    public void unfence() {
        cancellation.takeBack();
        attempted(this::requireClosedTarget);
        fence.open(order.logins());
        reached = Optional.empty();
        if (isReplicated()) {
            replication.subscription().enable();
        } else {
            emptyTarget();
        }
    }

    /** The source comes first: it is opened again whatever the target says. Then each end is left as clean as it can be. */
    @Override
    public void abort() {
        cancellation.takeBack();
        attempted(this::requireClosedTarget);
        var atSource = attempted(() -> fence.open(order.logins()));
        var atTarget = attempted(replication.subscription()::drop);
        var left = Stream.of(
                        atSource.isPresent() ? atSource : attempted(this::releaseSource),
                        atTarget.isPresent() ? atTarget : attempted(this::emptyTarget))
                .flatMap(Optional::stream)
                .findFirst();
        if (left.isPresent()) {
            throw left.get();
        }
    }

    private void releaseSource() {
        replication.unpublish();
        freeze.thaw();
    }

    /** Where the service may be writing to the target already, nothing is taken back. */
    private static Optional<DatabaseException> attempted(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (DatabaseException e) {
            if (e.kind() == Kind.NAME_TAKEN) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    @Override
    public void dismantle() {
        replication.subscription().drop();
        replication.unpublish();
    }

    @Override
    public List<Identifier> setAside() {
        requireFenced();
        return aside.set(freeze, order.destination());
    }

    @Override
    public void dropAside() {
        aside.drop();
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }

    /** The role owns nothing but what was copied: it was made for it. */
    private void emptyTarget() {
        if (rows.isThere()) {
            target.change(MoveEnd.sql().sql("DROP OWNED BY ").name(targetOwner).sql(" CASCADE; "));
        }
    }

    private void requireFenced() {
        var open = fence.open();
        if (!open.isEmpty()) {
            throw source.busy(
                    "logins of the service are open: %s. The fence was taken down.".formatted(String.join(", ", open)));
        }
    }

    /** Whoever is let in there may have written already: nothing that is there may go, and nothing come over it. */
    private void requireClosedTarget() {
        var open = targetLogins.open();
        if (!open.isEmpty()) {
            throw new DatabaseException(
                    Kind.NAME_TAKEN,
                    "Logins of the service are open at the target %s: %s. It may be written to already, so that nothing is moved or removed there."
                            .formatted(target.server(), String.join(", ", open)));
        }
    }

    private boolean isReplicated() {
        return order.method() == MoveMethod.REPLICATE;
    }
}
