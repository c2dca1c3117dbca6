package dev.lakou.database.move;

import java.util.List;
import java.util.Optional;

/**
 * How far a copy is.
 *
 * @param percent of the first copy; 100 when each table has all rows that it had when it was begun
 * @param bytes copied so far, roughly
 * @param totalBytes of all tables, roughly
 * @param lagBytes how much log of the source the target has not applied; 0 for a copy
 * @param pending tables that are not there yet, as {@code schema.table}
 * @param trouble what keeps it from going on, in the server's own words; empty if nothing does
 * @param lost why it can never be complete; empty if it can
 */
public record TransferProgress(
        int percent,
        long bytes,
        long totalBytes,
        long lagBytes,
        List<String> pending,
        List<String> trouble,
        Optional<String> lost) {
    /** What is behind by as much is there in a moment. */
    public static final long CLOSE = 4L << 20;

    public TransferProgress {
        pending = List.copyOf(pending);
        trouble = List.copyOf(trouble);
    }

    /** Of one that is not lost. */
    public TransferProgress(
            int percent, long bytes, long totalBytes, long lagBytes, List<String> pending, List<String> trouble) {
        this(percent, bytes, totalBytes, lagBytes, pending, trouble, Optional.empty());
    }

    /** Whether the first copy is complete, so that only what is written now has to follow. */
    public boolean isComplete() {
        return pending.isEmpty() && percent == 100;
    }

    /** Whether it is complete, goes on, and is close behind. */
    public boolean isClose() {
        return isComplete() && trouble.isEmpty() && lagBytes <= CLOSE;
    }
}
