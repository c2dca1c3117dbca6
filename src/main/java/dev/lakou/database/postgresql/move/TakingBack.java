package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.model.Identifier;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a move back. The source comes first: it is opened again whatever the target says. */
record TakingBack(
        MoveOrder order,
        TransferGuard guard,
        DdlFreeze freeze,
        Replication replication,
        RowCopy rows,
        MoveEnd target,
        Identifier targetOwner) {

    /** What arrived by a copy is of a moment that has passed. */
    void unfence() {
        attempted(guard::requireClosedTarget);
        guard.source().open(order.logins());
        if (order.method() == MoveMethod.REPLICATE) {
            replication.subscription().enable();
        } else {
            emptyTarget();
        }
    }

    /** Each end is left as clean as it can be. */
    void abort() {
        attempted(guard::requireClosedTarget);
        var atSource = attempted(() -> guard.source().open(order.logins()));
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

    /** The role owns nothing but what was copied: it was made for it. */
    private void emptyTarget() {
        if (rows.isThere()) {
            target.change(MoveEnd.sql().sql("DROP OWNED BY ").name(targetOwner).sql(" CASCADE; "));
        }
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
}
