package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.postgresql.CatalogRow;
import java.util.ArrayList;
import java.util.List;

/** How far a replication is. */
record ReplicationProgress(MoveEnd source, Subscription subscription, List<String> schemas) {
    private static final String SLOT =
            """
            SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint, wal_status = 'lost' FROM pg_replication_slots WHERE slot_name = ?
            """;

    private static final String BYTES =
            """
            SELECT coalesce(sum(pg_table_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind = 'r'
            """;

    TransferProgress now() {
        var isSubscribed = subscription.isThere();
        var total = bytes(source);
        var copied = bytes(subscription.target());
        var pending = subscription.pending();
        var slot = slot();
        var isComplete = isSubscribed && pending.isEmpty();
        var percent = isComplete ? 100 : total == 0 ? 0 : (int) Math.min(99, 100 * copied / total);
        return new TransferProgress(
                percent,
                isComplete ? total : Math.min(copied, total),
                total,
                slot.stream().mapToLong(Slot::behind).findFirst().orElse(0),
                pending,
                isSubscribed ? trouble(slot) : List.of("there is no subscription at the target"));
    }

    private List<String> trouble(List<Slot> slot) {
        var trouble = new ArrayList<String>();
        if (slot.isEmpty()) {
            trouble.add("the replication slot is gone at the source; call the move off and begin anew");
        }
        if (slot.stream().anyMatch(Slot::isLost)) {
            trouble.add(
                    "the source has thrown away log that the target still needs (max_slot_wal_keep_size); call the move off and begin anew");
        }
        if (!subscription.isReceiving()) {
            trouble.add("no worker of the target is receiving now: its log says why");
        }
        return trouble;
    }

    private List<Slot> slot() {
        return source.with(connection -> CatalogRow.list(
                connection,
                SLOT,
                row -> new Slot(row.getLong(1), row.getBoolean(2)),
                subscription.name().value()));
    }

    private long bytes(MoveEnd end) {
        return end.with(connection -> CatalogRow.list(connection, BYTES, row -> row.getLong(1), schemas)
                .get(0));
    }

    /** @param isLost whether what it kept is thrown away */
    private record Slot(long behind, boolean isLost) {}
}
