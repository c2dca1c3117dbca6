package dev.lakou.database.mysql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.MoveMark;
import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.Fence;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReview;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a move, each one of a class of its own. All rows are copied while the service is fenced: until then
 * nothing of the source is touched, and no change of its structure can be missed.
 */
final class MySqlTransfer implements SchemaTransfer {
    private final MoveOrder order;
    private final MoveEnd source;
    private final MoveEnd target;
    private final ServiceLogins logins;
    private final ServiceLogins targetLogins;
    private final LoginFence fence;
    private final SchemaEvents targetEvents;
    private final Structure structure;
    private final RowCopy rows;
    private final Sequences sequences;
    private final Statistics statistics;
    private final Verification verification;
    private final MySqlReview review;
    private final Aside aside;
    private final Cancellation cancellation;
    private boolean isCopied;

    MySqlTransfer(MoveOrder order, MoveEnd source, MoveEnd target, Cancellation cancellation) {
        this.order = order;
        this.source = source;
        this.target = target;
        this.cancellation = cancellation;
        var schemas = new Schemas(
                order.schemas().stream().map(MoveOrder.MovedName::source).toList());
        this.logins = new ServiceLogins(source, order.service());
        this.targetLogins = new ServiceLogins(target, order.service());
        var others = new OtherHolders(source, logins, schemas);
        var events = new SchemaEvents(source, schemas);
        this.fence = new LoginFence(source, logins, events, others, schemas);
        this.targetEvents = new SchemaEvents(target, schemas);
        this.structure = new Structure(source, target, order.service(), schemas);
        this.rows = new RowCopy(source, target, schemas);
        this.sequences = new Sequences(schemas);
        this.statistics = new Statistics(target, schemas);
        this.verification = new Verification(source, target, schemas, new Shape(schemas, order.logins()));
        this.review = new MySqlReview(order, source, target, schemas, logins, events, others);
        this.aside = new Aside(source, new MoveMark(order.service()), schemas);
    }

    @Override
    public TransferReview review() {
        return review.review();
    }

    /** The fence keeps everybody from everything. */
    @Override
    public void freezeDdl() {}

    /** It is tried now, and made together with the rows. */
    @Override
    public void copyStructure() {
        requireClosedTarget();
        structure.attempt();
    }

    @Override
    public void startReplication() {}

    @Override
    public TransferProgress progress() {
        return new TransferProgress(isCopied ? 100 : 0, 0, 0, 0, List.of(), List.of());
    }

    @Override
    public TransferReport rehearse() {
        return new TransferReport(List.of());
    }

    @Override
    public Fence fence(Duration atMost) {
        requireClosedTarget();
        return fence.close(atMost);
    }

    /** It begins anew each time: nothing tells how far one came that has ended. */
    @Override
    public void copyData() {
        requireClosedTarget();
        requireFenced();
        structure.empty();
        structure.make(Structure.TABLES);
        rows.everything();
        structure.make(Structure.PROGRAMS);
        structure.make(Structure.EVENTS);
        isCopied = true;
    }

    @Override
    public boolean caughtUp(Fence position, Duration atMost) {
        return true;
    }

    @Override
    public void complete() {
        requireClosedTarget();
        requireFenced();
        sequences.advance(source, target);
        statistics.analyze();
    }

    @Override
    public TransferReport verify() {
        requireFenced();
        return verification.whole();
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    /** What arrived is of a moment that has passed. */
    @Override
    public void unfence() {
        cancellation.takeBack();
        attempted(this::requireClosedTarget);
        fence.open(order.logins());
        structure.takeBack();
    }

    /** The source comes first: it is opened again whatever the target says. */
    @Override
    public void abort() {
        cancellation.takeBack();
        attempted(this::requireClosedTarget);
        Stream.of(attempted(() -> fence.open(order.logins())), attempted(structure::takeBack))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
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

    /** The service is at the target from now on, and so are its events. */
    @Override
    public void dismantle() {
        targetEvents.goOn();
    }

    @Override
    public List<Identifier> setAside() {
        requireFenced();
        return aside.set(order.destination());
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

    private void requireFenced() {
        var open = logins.open();
        if (!open.isEmpty()) {
            throw source.busy("logins of the service are open: %s. The fence was taken down.".formatted(open));
        }
    }

    /** Whoever is let in there may have written already: nothing that is there may go, and nothing come over it. */
    private void requireClosedTarget() {
        var open = targetLogins.open();
        if (!open.isEmpty()) {
            throw new DatabaseException(
                    Kind.NAME_TAKEN,
                    "Logins of the service are open at the target %s: %s. It may be written to already, so that nothing is moved or removed there."
                            .formatted(target.server(), open));
        }
    }
}
