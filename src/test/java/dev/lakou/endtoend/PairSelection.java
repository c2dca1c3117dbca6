package dev.lakou.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which pairs are tried. All of them take ten minutes an engine, so that without {@code -Dstates=all} it is these: the
 * first state of each reason meets an operation of every kind, each on one engine, in turns; each other state, such as the
 * same reason of a resource that was Ready before, meets one operation on one engine, in turns. So each engine sees each
 * operation in many states, and what differs by engine is tried on all of them. Added are the resources that those of a
 * pair name.
 */
final class PairSelection {
    /** Those of a kind differ in what begins them, and not in what a resource has to do in its state. */
    private static final List<List<Operation>> KINDS = List.of(
            List.of(Operation.EDIT_BACK, Operation.RESTART),
            List.of(Operation.EDIT_TO_ANOTHER_MISTAKE),
            List.of(Operation.DELETE_WITH_RETAIN, Operation.DELETE_NAMESPACE),
            List.of(Operation.DELETE_WITH_DELETE),
            List.of(Operation.DELETE_SERVER));

    private final MatrixSite site;
    private final List<StateCase> states = StateCases.all();

    PairSelection(MatrixSite site) {
        this.site = site;
    }

    List<StatePair> pairs() {
        var all = "all".equals(System.getProperty("states")) ? all() : inTurns();
        return all.stream()
                .filter(pair -> pair.toString().matches(System.getProperty("states.pairs", ".*")))
                .toList();
    }

    private List<StatePair> all() {
        return states.stream()
                .flatMap(state ->
                        Stream.of(Operation.values()).flatMap(operation -> possible(state, operation).stream()))
                .toList();
    }

    private List<StatePair> inTurns() {
        var chosen = new LinkedHashSet<StatePair>();
        var reasons = new LinkedHashSet<Set<String>>();
        var turn = 0;
        for (var state : states) {
            var operations = reasons.add(state.reasons())
                    ? oneOfEachKind(reasons.size())
                    : List.of(Operation.values()[turn % Operation.values().length]);
            for (var operation : operations) {
                var possible = possible(state, operation);
                if (!possible.isEmpty()) {
                    addWithNamed(possible.get(turn % possible.size()), chosen);
                }
                turn++;
            }
        }
        return List.copyOf(chosen);
    }

    private static List<Operation> oneOfEachKind(int turn) {
        return KINDS.stream().map(kind -> kind.get(turn % kind.size())).toList();
    }

    /** On each engine that has it. */
    private List<StatePair> possible(StateCase state, Operation operation) {
        return site.databases().stream()
                .map(database -> new StatePair(site, database, state, operation))
                .filter(StatePair::isPossible)
                .toList();
    }

    private void addWithNamed(StatePair pair, Set<StatePair> chosen) {
        if (chosen.add(pair)) {
            named(pair).forEach(other -> addWithNamed(other, chosen));
        }
    }

    private List<StatePair> named(StatePair pair) {
        var named = new ArrayList<StatePair>();
        for (var state : states) {
            if (pair.state().names(state)) {
                named.add(new StatePair(site, pair.database(), state, pair.operation()));
            }
        }
        return named;
    }
}
