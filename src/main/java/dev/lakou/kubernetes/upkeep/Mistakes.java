package dev.lakou.kubernetes.upkeep;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.model.Mistake;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells all mistakes of a spec together. */
final class Mistakes {
    private Mistakes() {}

    static void refuse(List<Mistake> ofTheRoom, List<Mistake> ofTheSecret) {
        var mistakes = Stream.concat(ofTheRoom.stream(), ofTheSecret.stream()).toList();
        if (mistakes.isEmpty()) {
            return;
        }
        var kinds = mistakes.stream().map(Mistake::kind).distinct().toList();
        throw new Refusal(
                kinds.size() == 1 ? reason(kinds.get(0)) : Reason.InvalidSpec,
                mistakes.stream().map(Mistake::message).distinct().collect(Collectors.joining(" ")));
    }

    private static Reason reason(Mistake.Kind kind) {
        return switch (kind) {
            case VALUE -> Reason.InvalidSpec;
            case RESERVED -> Reason.NameReserved;
            case NAME -> Reason.NameNotAllowed;
        };
    }
}
