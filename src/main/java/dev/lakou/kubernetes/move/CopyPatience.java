package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.Headway;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.kubernetes.status.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which copies are not waited for any longer: those that cannot go on, or have got nowhere for too long. Until they are
 * called off the source keeps its log for them, and its disk is that of other services, too.
 */
@Singleton
class CopyPatience {
    private final Clock clock;
    private final Duration patience;

    /** By the UID of the move, as this process has seen it. */
    private final Map<String, Headway> headways = new ConcurrentHashMap<>();

    /** @param patience how long a copy may get nowhere */
    CopyPatience(Clock clock, @ConfigProperty(name = "lakou.move.patience", defaultValue = "15m") Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** @return why it is called off */
    Optional<String> after(SchemaMove move, TransferProgress seen) {
        if (seen.lost().isPresent()) {
            return seen.lost();
        }
        var headway = headway(move).after(seen, clock.instant());
        headways.put(uid(move), headway);
        return tooLong(headway).map(time -> nowhere(time, seen));
    }

    /** @return why it is called off, of one that nobody can see */
    Optional<String> unseen(SchemaMove move, DatabaseException failure) {
        return tooLong(headway(move)).map(time -> "For %s nobody could see how far the copy is: %s"
                .formatted(time, Outcome.of(failure).message()));
    }

    /** Of a move that is looked at no more. */
    void forget(SchemaMove move) {
        headways.remove(uid(move));
    }

    private Headway headway(SchemaMove move) {
        return headways.computeIfAbsent(uid(move), unseen -> Headway.begin(clock.instant()));
    }

    private Optional<String> tooLong(Headway headway) {
        return Optional.of(headway.standstill(clock.instant()))
                .filter(time -> time.compareTo(patience) >= 0)
                .map(Sizes::of);
    }

    private static String nowhere(String time, TransferProgress seen) {
        if (!seen.trouble().isEmpty()) {
            return "For %s the copy has got nowhere: %s.".formatted(time, String.join("; ", seen.trouble()));
        }
        return "For %s the other server has not come closer. It is %s behind, and the former one keeps as much of its log for it. Choose a time when the service writes less, or make the other server, or the way to it, quicker."
                .formatted(time, Sizes.of(seen.lagBytes()));
    }

    private static String uid(SchemaMove move) {
        return move.getMetadata().getUid();
    }
}
