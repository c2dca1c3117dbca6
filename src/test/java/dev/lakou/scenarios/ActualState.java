package dev.lakou.scenarios;

import dev.lakou.model.State;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a server, and what hands changed there.
 *
 * @param from {@code nothing}, {@code desired} (all that the resource asks for), or the scenario whose resource asked for it
 * @param without what is taken away, which must be there
 * @param with what is there too, and of a role or schema that is there what is different
 */
record ActualState(String from, @Nullable Things without, @Nullable Things with) {

    /** @param other finds what the resource of another scenario desires */
    State of(State desired, ScenarioEngine engine, Function<String, State> other) {
        var base =
                switch (from) {
                    case "nothing" -> engine.nothing(desired);
                    case "desired" -> desired;
                    default -> other.apply(from);
                };
        var found = new State(
                base.roles(),
                base.schemas(),
                desired.owner(),
                base.grants(),
                base.settings(),
                base.extensions(),
                desired.credentials().stream()
                        .filter(credential -> base.credential(credential.user())
                                .filter(known -> known.password().equals(credential.password()))
                                .isPresent())
                        .collect(Collectors.toSet()),
                Set.of(),
                base.strays(),
                desired.adopting());
        var rest = Optional.ofNullable(without)
                .map(things -> things.takenFrom(found))
                .orElse(found);
        return Optional.ofNullable(with)
                .map(things -> things.addedTo(rest, desired))
                .orElse(rest);
    }
}
