package dev.lakou.database.move;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a copy under way gets anywhere, from one look at it to the next. While rows are copied, more of them arrive, or
 * nothing is in the way. Once all are there, it comes close behind, or to half of what it was behind: one that does not,
 * falls further back, and the source keeps more and more of its log for it.
 *
 * @param isComplete whether all rows were there
 * @param bytes copied at most
 * @param pending tables that are not there yet, at least
 * @param lagBytes how far it was behind at most
 * @param since when it got anywhere last
 */
public record Headway(boolean isComplete, long bytes, int pending, long lagBytes, Instant since) {

    public static Headway begin(Instant now) {
        return new Headway(false, -1, Integer.MAX_VALUE, 0, now);
    }

    /** After another look; one that found nothing out changes nothing. */
    public Headway after(TransferProgress seen, Instant now) {
        return seen.isComplete() != isComplete || isFurther(seen)
                ? new Headway(seen.isComplete(), seen.bytes(), seen.pending().size(), seen.lagBytes(), now)
                : new Headway(isComplete, bytes, pending, Math.max(lagBytes, seen.lagBytes()), since);
    }

    /** For how long it has got nowhere. */
    public Duration standstill(Instant now) {
        return Duration.between(since, now);
    }

    private boolean isFurther(TransferProgress seen) {
        if (isComplete) {
            return seen.isClose() || seen.trouble().isEmpty() && seen.lagBytes() <= lagBytes / 2;
        }
        return seen.trouble().isEmpty()
                || seen.bytes() > bytes
                || seen.pending().size() < pending;
    }
}
