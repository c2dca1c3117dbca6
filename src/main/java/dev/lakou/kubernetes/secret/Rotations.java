package dev.lakou.kubernetes.secret;

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
    public IssuedPassword first(Account account, Optional<Password> kept) {
        return new IssuedPassword(
                kept.orElseGet(() -> Password.generate(random)),
                account.told().map(RotationStatus::count).orElse(0),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                account.request());
    }

    public Phase phase(RotationState rotation, SharedServer server) {
        if (rotation.former().isEmpty() || rotation.wasSteady()) {
            return Phase.Steady;
        }
        if (clock.instant().isBefore(rotation.overlapEnds())) {
            return Phase.Overlap;
        }
        return rotation.drains() && server.sessions(rotation.former().orElseThrow()) > 0
                ? Phase.Draining
                : Phase.Steady;
    }

    /** Whether the next credential is wanted now, and may be: only two work at a time. */
    public boolean due(RotationState rotation, Phase phase) {
        return phase == Phase.Steady && rotation.due(clock.instant());
    }

    public RotationState next(RotationState rotation) {
        return rotation.after(Password.generate(random), clock.instant());
    }

    /** What to tell of it; nothing of an account that was never rotated, nor ever will be. */
    public Optional<RotationStatus> report(RotationState rotation, Phase phase) {
        if (rotation.former().isEmpty() && rotation.account().rotation().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RotationStatus(
                phase,
                rotation.issued().rotations(),
                message(rotation, phase).orElse(null),
                rotation.issued().at().toString(),
                rotation.next().map(Instant::toString).orElse(null)));
    }

    /** How long nothing of it can change by itself. */
    public Duration rest(RotationState rotation, Phase phase, Duration longest) {
        var now = clock.instant();
        var events = Stream.of(
                Optional.of(rotation.overlapEnds()).filter(end -> phase == Phase.Overlap),
                Optional.of(now.plus(DRAIN_CHECK)).filter(end -> phase == Phase.Draining),
                rotation.next().filter(time -> phase == Phase.Steady));
        return events.flatMap(Optional::stream)
                .map(time -> Duration.between(now, time))
                .map(rest -> rest.compareTo(Duration.ZERO) > 0 ? rest : Duration.ofMillis(1))
                .reduce(longest, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    private static Optional<String> message(RotationState rotation, Phase phase) {
        return switch (phase) {
            case Steady -> Optional.empty();
            case Overlap -> Optional.of("The former credential works until " + rotation.overlapEnds() + ".");
            case Draining ->
                Optional.of("Waiting for the last session of \"%s\" to end: restart what still uses it."
                        .formatted(rotation.former().orElseThrow()));
        };
    }
}
