package dev.lakou.kubernetes.status;

import dev.lakou.kubernetes.status.Reason.Outlook;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a resource: {@code Ready}, {@code Stalled} where only a person can mend it (kstatus), and
 * {@code Drifted} from when something was found changed by hand until it is mended. The time of a condition moves only
 * when its status does.
 */
public final class Conditions {
    public static final String READY = "Ready";
    public static final String STALLED = "Stalled";
    public static final String DRIFTED = "Drifted";
    /** True while the next rotation of a credential has to wait. */
    public static final String ROTATION_PENDING = "RotationPending";

    private static final int LONGEST_MESSAGE = 4096;

    private final Clock clock;

    public Conditions(Clock clock) {
        this.clock = clock;
    }

    /** The conditions that say {@code outcome} of a spec of this generation. */
    public List<Condition> tell(Outcome outcome, long generation, Collection<Condition> current) {
        var conditions = new ArrayList<Condition>();
        conditions.add(condition(READY, ready(outcome.reason().outlook()), outcome, generation, current));
        if (outcome.reason().outlook() == Outlook.STALLED) {
            conditions.add(condition(STALLED, "True", outcome, generation, current));
        }
        if (outcome.reason() == Reason.Drifted) {
            conditions.add(condition(DRIFTED, "True", outcome, generation, current));
        } else if (!outcome.ready()) {
            find(DRIFTED, current).ifPresent(conditions::add);
        }
        return conditions;
    }

    /** One condition beside {@code Ready}. */
    public Condition condition(
            String type, String status, Outcome outcome, long generation, Collection<Condition> current) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(outcome.reason().name())
                .withMessage(shortened(outcome.message()))
                .withObservedGeneration(generation)
                .withLastTransitionTime(find(type, current)
                        .filter(before -> before.getStatus().equals(status))
                        .map(Condition::getLastTransitionTime)
                        .orElseGet(() ->
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()))
                .build();
    }

    /** One that is there only while it is true. */
    public Condition holding(String type, Outcome outcome, HasMetadata resource, Collection<Condition> current) {
        return condition(type, "True", outcome, resource.getMetadata().getGeneration(), current);
    }

    public static Optional<Condition> find(String type, Collection<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    /** Whether a reader of {@code after} learns nothing beyond {@code before}. */
    static boolean sayTheSame(Collection<Condition> before, Collection<Condition> after) {
        var was = find(READY, before);
        var is = find(READY, after);
        return was.map(Condition::getReason).equals(is.map(Condition::getReason))
                && was.map(Condition::getMessage).equals(is.map(Condition::getMessage));
    }

    private static String ready(Outlook outlook) {
        return switch (outlook) {
            case READY -> "True";
            case UNKNOWN -> "Unknown";
            case WAITING, STALLED -> "False";
        };
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }
}
