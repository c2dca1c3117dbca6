package dev.lakou.kubernetes.watchdog;

import dev.lakou.database.SessionLimits;
import dev.lakou.database.SessionLimits.Kind;
import dev.lakou.database.WatchedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen of the sessions of one server, as long as they are seen: a session that is told is not told again, and one
 * blocks others from when it was first seen doing so. Servers tell that of single waits at most, and those end before long
 * and begin anew.
 */
final class Sightings {
    private Map<Transaction, Instant> blocking = Map.of();
    private Set<Told> told = Set.of();

    /** Those of the sessions that a server shows now, in which something is too much. */
    List<Excess> of(List<WatchedSession> sessions, SessionLimits limits, Instant now) {
        var since = new HashMap<Transaction, Instant>();
        var excesses = new ArrayList<Excess>();
        for (var session : sessions) {
            var waited = session.blocking().map(time -> {
                var first = blocking.getOrDefault(Transaction.of(session), now);
                since.put(Transaction.of(session), first);
                var seen = Duration.between(first, now);
                return seen.compareTo(time) > 0 ? seen : time;
            });
            Excess.of(session, waited, limits).ifPresent(excesses::add);
        }
        blocking = since;
        var still = new HashSet<>(told);
        still.retainAll(excesses.stream().map(Told::of).toList());
        told = still;
        return excesses;
    }

    /** Whether this was not told yet; from now on it was. */
    boolean isNews(Excess excess) {
        return told.add(Told.of(excess));
    }

    /** What a session does between a begin and a commit. */
    private record Transaction(long session, String transaction) {
        static Transaction of(WatchedSession session) {
            return new Transaction(session.id(), session.transaction());
        }
    }

    private record Told(Transaction transaction, Kind kind) {
        static Told of(Excess excess) {
            return new Told(Transaction.of(excess.session()), excess.kind());
        }
    }
}
