package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When a reader's time is over. */
@Singleton
class Expiry {
    private final Clock clock;

    Expiry(Clock clock) {
        this.clock = clock;
    }

    boolean isOver(SchemaReader resource) {
        return left(resource).filter(time -> time.compareTo(Duration.ZERO) <= 0).isPresent();
    }

    /** How long to wait for it: more than nothing, also where it came meanwhile. Empty where the reader never expires. */
    Optional<Duration> rest(SchemaReader resource) {
        return left(resource)
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .map(left -> left.plusMillis(1));
    }

    /** Negative once it is over. */
    private Optional<Duration> left(SchemaReader resource) {
        return Optional.ofNullable(resource.getSpec().expiresAt())
                .map(text -> Duration.between(clock.instant(), parse(text)));
    }

    static Outcome outcome(SchemaReader resource) {
        return new Outcome(
                Reason.Expired,
                "Its time was over at %s; login and Secret are gone. Set spec.expiresAt to a later time to open it again."
                        .formatted(resource.getSpec().expiresAt()));
    }

    private static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new StalledException(
                    Reason.InvalidSpec,
                    "spec.expiresAt \"%s\" is not a time such as 2027-01-31T18:00:00Z. Correct it.".formatted(text));
        }
    }
}
