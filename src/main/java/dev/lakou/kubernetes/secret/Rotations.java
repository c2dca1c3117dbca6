package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives a service another credential while the one that it has goes on working. */
@Singleton
public class Rotations {
    /** Nobody tells when the last session of a former login ends, or a policy lets a Secret pass. */
    private static final Duration UNWATCHED_CHECK = Duration.ofSeconds(15);

    private final Clock clock;
    private final RandomGenerator random;

    public Rotations(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** @param sessions how many sessions a login has */
    public Phase phase(RotationState rotation, ToIntFunction<Identifier> sessions) {
        if (rotation.former().isEmpty() || rotation.wasSteady()) {
            return Phase.Steady;
        }
        if (clock.instant().isBefore(rotation.overlapEnds())) {
            return rotation.asked() && movedOn(rotation, sessions) ? Phase.Steady : Phase.Overlap;
        }
        return rotation.drains() && hasSessions(rotation.former(), sessions) ? Phase.Draining : Phase.Steady;
    }

    /** That nobody is logged in shows nothing: whoever connects when there is work may still come with either credential. */
    private static boolean movedOn(RotationState rotation, ToIntFunction<Identifier> sessions) {
        return rotation.drains()
                && !hasSessions(rotation.former(), sessions)
                && hasSessions(Optional.of(rotation.current()), sessions);
    }

    private static boolean hasSessions(Optional<Identifier> login, ToIntFunction<Identifier> sessions) {
        return login.filter(name -> sessions.applyAsInt(name) > 0).isPresent();
    }

    /** Whether the next credential is wanted now, and may be: only two work at a time. */
    public boolean due(RotationState rotation, Phase phase) {
        return phase == Phase.Steady && rotation.due(clock.instant());
    }

    public RotationState next(RotationState rotation) {
        return rotation.after(Password.generate(random), clock.instant());
    }

    /** What an annotation asks for and cannot have now. */
    public Optional<Outcome> waiting(RotationState rotation, Phase phase) {
        return rotation.asked() && phase != Phase.Steady
                ? Optional.of(new Outcome(
                        Reason.OverlapNotOver,
                        "The rotation that the annotation %s asks for waits until %s: only two credentials work at a time."
                                .formatted(Account.ROTATE, end(rotation, phase))))
                : Optional.empty();
    }

    private static String end(RotationState rotation, Phase phase) {
        if (phase == Phase.Draining) {
            return "\"%s\" has no sessions".formatted(rotation.former().orElseThrow());
        }
        return rotation.drains()
                ? "%s, or until somebody is logged in as \"%s\" and nobody as \"%s\""
                        .formatted(
                                rotation.overlapEnds(),
                                rotation.current(),
                                rotation.former().orElseThrow())
                : rotation.overlapEnds().toString();
    }

    /** @param waits why the next rotation does not begin */
    public RotationStatus report(RotationState rotation, Phase phase, Optional<Outcome> waits) {
        var words = Stream.of(message(rotation, phase), waits.map(Outcome::message), rotation.corrections())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        var issued = rotation.issued();
        return new RotationStatus(
                phase,
                issued.rotations(),
                words.isEmpty() ? null : words,
                issued.at().toString(),
                rotation.next().map(Instant::toString).orElse(null),
                issued.request().orElse(null),
                Fingerprint.of(issued.password(), rotation.account()).orElse(null));
    }

    /**
     * How long nothing of it can change by itself.
     *
     * @param waits whether a rotation that is due has to wait for somebody
     */
    public Duration rest(RotationState rotation, Phase phase, boolean waits, Duration longest) {
        var now = clock.instant();
        var isWatched = phase == Phase.Overlap && !(waits && rotation.drains()) || phase == Phase.Steady && !waits;
        var events = Stream.of(
                Optional.of(rotation.overlapEnds()).filter(end -> phase == Phase.Overlap),
                Optional.of(now.plus(UNWATCHED_CHECK)).filter(end -> !isWatched),
                rotation.next().filter(time -> phase == Phase.Steady && !waits));
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
