package dev.lakou.endtoend;

import java.util.ArrayList;
import java.util.List;

/** How many pairs there were, and how many ended as they must: operation by engine. */
final class StatePairTable {
    private StatePairTable() {}

    static String of(MatrixRun run) {
        var engines = run.pairs().stream()
                .map(pair -> pair.database().engine())
                .distinct()
                .toList();
        var lines = new ArrayList<String>();
        for (var engine : engines) {
            var all = run.pairs().stream()
                    .filter(pair -> pair.database().engine() == engine)
                    .toList();
            for (var operation : Operation.values()) {
                lines.add(line(
                        "%s, %s".formatted(engine, operation),
                        all.stream()
                                .filter(pair -> pair.operation() == operation)
                                .toList(),
                        run));
            }
            lines.add(line(engine + ", all", all, run));
        }
        return String.join("\n", lines);
    }

    private static String line(String what, List<StatePair> pairs, MatrixRun run) {
        return "[states] %s: %d pairs, %d ended as they must"
                .formatted(
                        what,
                        pairs.size(),
                        pairs.stream()
                                .filter(pair -> run.failure(pair).isEmpty())
                                .count());
    }
}
