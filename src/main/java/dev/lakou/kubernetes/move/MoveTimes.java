package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a move goes on. */
final class MoveTimes {
    /** Nobody tells when what speaks against a move is mended, or a server answers again. */
    static final Duration RETRY = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    private MoveTimes() {}

    /** How long it rests after a look, before the next one, where nobody tells. */
    static Duration rest(SchemaMove move, Instant look) {
        return switch (StatusDraft.phase(move)) {
            case Copying, Following, AwaitingApproval -> LOOK;
            case Keeping -> {
                var left = Duration.between(look, end(move));
                yield isKept(move, look) || left.compareTo(LONGEST) > 0 ? LONGEST : left.plusMillis(1);
            }
            default -> RETRY;
        };
    }

    /** Whether what was set aside was kept for long enough. */
    static boolean isKept(SchemaMove move, Instant look) {
        return !look.isBefore(end(move));
    }

    private static Instant end(SchemaMove move) {
        return Optional.ofNullable(move.getStatus())
                .map(SchemaMoveStatus::switchTime)
                .map(Instant::parse)
                .map(time -> time.plus(MoveSubject.keep(move)))
                .orElse(Instant.MAX);
    }
}
