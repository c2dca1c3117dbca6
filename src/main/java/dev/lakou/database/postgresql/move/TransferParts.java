package dev.lakou.database.postgresql.move;

import dev.lakou.database.MoveMark;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.Identifier;
import java.util.List;

/** What makes the steps of one move, each with what it needs to know of it. */
record TransferParts(
        TransferGuard guard,
        DdlFreeze freeze,
        RowCopy rows,
        Replication replication,
        ReplicationProgress progress,
        Standstill standstill,
        Completion completion,
        Verification verification,
        PostgresReview review,
        TakingBack takingBack,
        Aside aside) {

    static TransferParts of(MoveOrder order, MoveEnd source, MoveEnd target, DumpProgram dump) {
        var here = order.schemas().stream().map(MoveOrder.MovedName::source).toList();
        var there = order.schemas().stream().map(MoveOrder.MovedName::target).toList();
        var names = MoveNames.of(order);
        var mark = new MoveMark(order.service());
        var owner = PostgresNames.owner(here.get(0));
        var targetOwner = PostgresNames.owner(there.get(0));
        var fence = new LoginFence(source, order.service(), here);
        var guard = new TransferGuard(fence, new LoginFence(target, order.service(), there));
        var freeze = new DdlFreeze(source, owner, here, names.frozen(), mark.underWay());
        var actAs = order.method() == MoveMethod.COPY ? owner : names.frozen();
        var rows = new RowCopy(source, target, dump, order.schemas(), actAs, targetOwner);
        var replication = replication(source, target, rows.sources(), here.get(0), names, mark);
        return new TransferParts(
                guard,
                freeze,
                rows,
                replication,
                new ReplicationProgress(source, replication.subscription(), rows.sources()),
                new Standstill(source, target, replication, rows.sources()),
                new Completion(source, target, order.schemas()),
                new Verification(
                        side(source, rows.sources(), rows.sources(), here, owner, names),
                        side(target, rows.targets(), rows.sources(), there, targetOwner, names)),
                new PostgresReview(
                        order,
                        source,
                        target,
                        dump,
                        fence,
                        rows,
                        new ReplicationFactsReader(source, target, replication, rows.sources()),
                        owner),
                new TakingBack(order, guard, freeze, replication, rows, target, targetOwner),
                new Aside(source, mark, here));
    }

    private static Replication replication(
            MoveEnd source, MoveEnd target, List<String> schemas, Identifier first, MoveNames names, MoveMark mark) {
        return new Replication(
                source,
                target,
                new Publication(source, schemas, names.replication(), mark.underWay()),
                new Replicator(
                        source, names.replicator(), names.replication(), PostgresNames.readers(first), mark.underWay()),
                new Subscription(target, names.replication()));
    }

    private static Verification.Side side(
            MoveEnd end,
            List<String> schemas,
            List<String> labels,
            List<Identifier> names,
            Identifier owner,
            MoveNames move) {
        return new Verification.Side(
                end,
                new Shape(
                        schemas,
                        labels,
                        owner,
                        move.frozen(),
                        PostgresNames.readers(names.get(0)),
                        PostgresNames.writers(names.get(0))));
    }
}
