package dev.lakou.kubernetes.watchdog;

import dev.lakou.database.SessionLimits;
import dev.lakou.database.SessionLimits.Kind;
import dev.lakou.database.WatchedSession;
import java.time.Duration;
import java.util.Optional;

/**
 * What makes a session too much for others.
 *
 * @param amount what it has of that, such as 12m3s
 * @param limit what it may have
 */
record Excess(WatchedSession session, Kind kind, String amount, String limit) {

    /**
     * The gravest one of a session.
     *
     * @param blocking for how long others have waited for it
     */
    static Optional<Excess> of(WatchedSession session, Optional<Duration> blocking, SessionLimits limits) {
        return blocking.flatMap(time -> over(session, Kind.BLOCKING, time, limits.blocking()))
                .or(() -> over(session, Kind.IDLE_IN_TRANSACTION, session.idle(), limits.idleInTransaction()))
                .or(() -> over(session, Kind.TRANSACTION, session.age(), limits.transaction()))
                .or(() -> limits.locks().isPresent()
                                && session.locks() > limits.locks().getAsLong()
                        ? Optional.of(new Excess(
                                session,
                                Kind.LOCKS,
                                Long.toString(session.locks()),
                                Long.toString(limits.locks().getAsLong())))
                        : Optional.empty());
    }

    private static Optional<Excess> over(WatchedSession session, Kind kind, Duration amount, Optional<Duration> limit) {
        return limit.filter(most -> amount.compareTo(most) >= 0)
                .map(most -> new Excess(session, kind, words(amount), words(most)));
    }

    /** As specs have durations, in whole seconds. */
    private static String words(Duration time) {
        var words = new StringBuilder();
        add(words, time.toHours(), "h");
        add(words, time.toMinutesPart(), "m");
        add(words, time.toSecondsPart(), "s");
        return words.isEmpty() ? "0s" : words.toString();
    }

    private static void add(StringBuilder words, long number, String unit) {
        if (number > 0) {
            words.append(number).append(unit);
        }
    }

    String describe() {
        var from = session.client().isEmpty() ? "" : " from " + session.client();
        return "session %d of \"%s\"%s, which %s".formatted(session.id(), session.login(), from, what());
    }

    private String what() {
        return switch (kind) {
            case BLOCKING -> "has held a lock that others wait for %s (blocking: %s)".formatted(amount, limit);
            case IDLE_IN_TRANSACTION ->
                "has done nothing in its transaction for %s (idleInTransaction: %s)".formatted(amount, limit);
            case TRANSACTION -> "has had its transaction open for %s (transaction: %s)".formatted(amount, limit);
            case LOCKS -> "holds %s locks (locks: %s)".formatted(amount, limit);
        };
    }
}
