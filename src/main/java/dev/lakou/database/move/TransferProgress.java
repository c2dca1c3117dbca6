package dev.lakou.database.move;

import java.util.List;

/**
 * How far a copy is.
 *
 * @param percent of the first copy; 100 when each table has all rows that it had when it was begun
 * @param bytes copied so far, roughly
 * @param totalBytes of all tables, roughly
 * @param lagBytes how much log of the source the target has not applied; 0 for a copy
 * @param pending tables that are not there yet, as {@code schema.table}
 * @param trouble what keeps it from going on, in the server's own words; empty if nothing does
 */
public record TransferProgress(
        int percent, long bytes, long totalBytes, long lagBytes, List<String> pending, List<String> trouble) {
    public TransferProgress {
        pending = List.copyOf(pending);
        trouble = List.copyOf(trouble);
    }

    /** Whether the first copy is complete, so that only what is written now has to follow. */
    public boolean isComplete() {
        return pending.isEmpty() && percent == 100;
    }
}
