package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.postgresql.sql.CatalogRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        var lost = lost(isSubscribed, slot);
        return new TransferProgress(
                percent,
                isComplete ? total : Math.min(copied, total),
                total,
                slot.map(Slot::behind).orElse(0L),
                pending,
                lost.isPresent() ? List.of() : trouble(pending),
                lost);
    }

    /** Nobody can give back log that was thrown away: the first copy would have to begin anew. */
    private Optional<String> lost(boolean isSubscribed, Optional<Slot> slot) {
        if (!isSubscribed) {
            return Optional.of("The subscription \"%s\" is gone at the target %s."
                    .formatted(subscription.name(), subscription.target().server()));
        }
        if (slot.isEmpty()) {
            return Optional.of("The replication slot \"%s\" is gone at the source %s: somebody dropped it."
                    .formatted(subscription.name(), source.server()));
        }
        return slot.filter(Slot::isLost)
                .map(one ->
                        "The source %s has thrown away log that the target still needs: max_slot_wal_keep_size keeps too little of it, or the target is too slow."
                                .formatted(source.server()));
    }

    private List<String> trouble(List<String> pending) {
        var trouble = new ArrayList<String>();
        if (!subscription.isReceiving()) {
            trouble.add("no worker of the target is receiving now: its log says why");
        }
        if (!pending.isEmpty()) {
            subscription.refusal().ifPresent(trouble::add);
        }
        return trouble;
    }

    private Optional<Slot> slot() {
        return source
                .with(connection -> CatalogRow.list(
                        connection,
                        SLOT,
                        row -> new Slot(row.getLong(1), row.getBoolean(2)),
                        subscription.name().value()))
                .stream()
                .findFirst();
    }

    private long bytes(MoveEnd end) {
        return end.with(connection -> CatalogRow.list(connection, BYTES, row -> row.getLong(1), schemas)
                .get(0));
    }

    /** @param isLost whether what it kept is thrown away */
    private record Slot(long behind, boolean isLost) {}
}
