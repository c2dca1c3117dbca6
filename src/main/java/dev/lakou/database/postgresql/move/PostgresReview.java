package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.TransferReview;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What speaks against a move, and what it will take. */
record PostgresReview(
        MoveOrder order,
        MoveEnd source,
        MoveEnd target,
        DumpProgram dump,
        LoginFence fence,
        RowCopy rows,
        ReplicationFactsReader replication,
        Identifier owner) {
    /** Measured: a dump and a restore on the same machine take 33 to 41 ms for each megabyte. */
    private static final long MILLIS_PER_MEGABYTE = 40;

    /** The schemas that move. */
    static final String HOME = "WITH home AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY (?)) ";

    TransferReview review() {
        var findings = new ArrayList<Finding>();
        var from = source.version();
        var to = target.version();
        versions(findings, from, to);
        findings.addAll(new ContentReview(order, source, rows.sources(), owner).findings());
        findings.addAll(new SurroundingsReview(order, source, target, fence, rows.sources()).findings());
        if (order.method() == MoveMethod.REPLICATE) {
            var isRenamed = order.schemas().stream().anyMatch(MoveOrder.MovedName::isRenamed);
            findings.addAll(replication.read(isRenamed).findings());
        }
        var bytes = source.with(connection -> CatalogRow.list(
                        connection,
                        HOME
                                + "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN home h ON h.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')",
                        row -> row.getLong(1),
                        rows.sources())
                .get(0));
        var time = Duration.ofMillis(1000 + bytes / 1_000_000 * MILLIS_PER_MEGABYTE);
        return new TransferReview(
                findings, bytes, time, order.method() == MoveMethod.COPY ? time : Duration.ofSeconds(1));
    }

    private void versions(List<Finding> findings, int from, int to) {
        if (to < from) {
            findings.add(Finding.refusing(
                    "The target at %s is PostgreSQL %d, older than the source's %d: choose a target of at least the same version."
                            .formatted(target.server(), to, from)));
        }
        var program = dump.major();
        if (program.isEmpty()) {
            findings.add(Finding.refusing(
                    "There is no program %s where Lakou runs: use an image with PostgreSQL's client, or set lakou.move.pg-dump."
                            .formatted(dump.program())));
        } else if (program.getAsInt() < from) {
            findings.add(Finding.refusing("%s is of version %d and cannot read PostgreSQL %d: a newer one is needed."
                    .formatted(dump.program(), program.getAsInt(), from)));
        }
    }
}
