package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Rotation;
import dev.lakou.api.ServiceSchemaStatus.Rotation.Phase;
import dev.lakou.database.RoomKeeper;
import dev.lakou.database.SharedServer;
import dev.lakou.model.Password;
import dev.lakou.model.Room;
import dev.lakou.plan.Plan;
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
class Rotations {
    /** Nobody tells when the last session of a former login ends. */
    private static final Duration DRAIN_CHECK = Duration.ofSeconds(15);

    private final Clock clock;
    private final RandomGenerator random;

    Rotations(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * The first password of a service; a Secret that was lost is not the first one, as the status knows.
     *
     * @param kept the password of a login that is taken over
     */
    Issue first(ServiceSchema resource, Optional<Password> kept) {
        var rotations = Optional.ofNullable(resource.getStatus())
                .map(ServiceSchemaStatus::rotation)
                .map(Rotation::count);
        return new Issue(
                kept.orElseGet(() -> Password.generate(random)),
                rotations.orElse(0),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Turn.requested(resource));
    }

    Phase phase(Turn turn, SharedServer server) {
        if (turn.former().isEmpty() || turn.wasSteady()) {
            return Phase.Steady;
        }
        if (clock.instant().isBefore(turn.overlapEnds())) {
            return Phase.Overlap;
        }
        return turn.drains() && server.sessions(turn.former().orElseThrow()) > 0 ? Phase.Draining : Phase.Steady;
    }

    /** Whether the next credential is wanted now, and may be: only two work at a time. */
    boolean due(Turn turn, Phase phase) {
        return phase == Phase.Steady && turn.due(clock.instant());
    }

    Turn next(Turn turn) {
        return turn.after(Password.generate(random), clock.instant());
    }

    /** Makes the server accept the next credential beside the present one, and proves it. */
    static Plan prepare(Room room, Turn present, Turn next, SharedServer server) {
        var desired = server.desired(room, next.logins(present));
        var actual = server.inspect(desired);
        Strangers.refuse(desired, actual);
        return RoomKeeper.keep(server, desired, actual);
    }

    /** What to tell of it; nothing of a service that was never rotated, nor ever will be. */
    Optional<Rotation> report(Turn turn, Phase phase) {
        if (turn.former().isEmpty() && turn.resource().getSpec().rotation() == null) {
            return Optional.empty();
        }
        return Optional.of(new Rotation(
                phase,
                turn.issue().rotations(),
                message(turn, phase).orElse(null),
                turn.issue().at().toString(),
                turn.next().map(Instant::toString).orElse(null)));
    }

    /** How long nothing of it can change by itself. */
    Duration rest(Turn turn, Phase phase, Duration longest) {
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
