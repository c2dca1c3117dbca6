package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells all violations of a spec together. */
final class Violations {
    private Violations() {}

    static void refuse(List<Violation> ofTheRoom, List<Violation> ofTheSecret) {
        var violations = Stream.concat(ofTheRoom.stream(), ofTheSecret.stream()).toList();
        if (violations.isEmpty()) {
            return;
        }
        var kinds = violations.stream().map(Violation::kind).distinct().toList();
        throw new StalledException(
                kinds.size() == 1 ? reason(kinds.get(0)) : Reason.InvalidSpec,
                violations.stream().map(Violation::message).distinct().collect(Collectors.joining(" ")));
    }

    private static Reason reason(Violation.Kind kind) {
        return switch (kind) {
            case VALUE -> Reason.InvalidSpec;
            case RESERVED -> Reason.NameReserved;
            case NAME -> Reason.NameNotAllowed;
        };
    }
}
