package dev.lakou.kubernetes.credential;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.database.SharedServer;
import dev.lakou.model.Password;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Gives a service another credential while the one that it has goes on working. */
@Singleton
public class Rotations {
    /** Nobody tells when the last session of a former login ends. */
    private static final Duration DRAIN_CHECK = Duration.ofSeconds(15);

    private final Clock clock;
    private final RandomGenerator random;

    Rotations(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * The first password of an account; a Secret that was lost is not the first one, as the status knows.
     *
     * @param kept the password of a login that is taken over
     */
    public Issue first(Account account, Optional<Password> kept) {
        return new Issue(
                kept.orElseGet(() -> Password.generate(random)),
                account.told().map(RotationStatus::count).orElse(0),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                account.request());
    }

    public Phase phase(Turn turn, SharedServer server) {
        if (turn.former().isEmpty() || turn.wasSteady()) {
            return Phase.Steady;
        }
        if (clock.instant().isBefore(turn.overlapEnds())) {
            return Phase.Overlap;
        }
        return turn.drains() && server.sessions(turn.former().orElseThrow()) > 0 ? Phase.Draining : Phase.Steady;
    }

    /** Whether the next credential is wanted now, and may be: only two work at a time. */
    public boolean due(Turn turn, Phase phase) {
        return phase == Phase.Steady && turn.due(clock.instant());
    }

    public Turn next(Turn turn) {
        return turn.after(Password.generate(random), clock.instant());
    }

    /** What to tell of it; nothing of an account that was never rotated, nor ever will be. */
    public Optional<RotationStatus> report(Turn turn, Phase phase) {
        if (turn.former().isEmpty() && turn.account().rotation().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RotationStatus(
                phase,
                turn.issue().rotations(),
                message(turn, phase).orElse(null),
                turn.issue().at().toString(),
                turn.next().map(Instant::toString).orElse(null)));
    }

    /** How long nothing of it can change by itself. */
    public Duration rest(Turn turn, Phase phase, Duration longest) {
        var now = clock.instant();
        var events = Stream.of(
                Optional.of(turn.overlapEnds()).filter(end -> phase == Phase.Overlap),
                Optional.of(now.plus(DRAIN_CHECK)).filter(end -> phase == Phase.Draining),
                turn.next().filter(time -> phase == Phase.Steady));
        return events.flatMap(Optional::stream)
                .map(time -> Duration.between(now, time))
                .map(rest -> rest.compareTo(Duration.ZERO) > 0 ? rest : Duration.ofMillis(1))
                .reduce(longest, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    private static Optional<String> message(Turn turn, Phase phase) {
        return switch (phase) {
            case Steady -> Optional.empty();
            case Overlap -> Optional.of("The former credential works until " + turn.overlapEnds() + ".");
            case Draining ->
                Optional.of("Waiting for the last session of \"%s\" to end: restart what still uses it."
                        .formatted(turn.former().orElseThrow()));
        };
    }
}
