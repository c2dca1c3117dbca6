package dev.lakou.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came of the trials: operation by engine. */
final class CrashTable {
    private final List<CrashTrial> trials;
    private final Map<CrashTrial, String> failures = Collections.synchronizedMap(new HashMap<>());

    CrashTable(List<CrashTrial> trials) {
        this.trials = new ArrayList<>(trials);
    }

    void failed(CrashTrial trial, String why) {
        System.err.println("[crash] " + why);
        failures.putIfAbsent(trial, why);
    }

    boolean hasFailed(CrashTrial trial) {
        return failures.containsKey(trial);
    }

    List<String> failures() {
        return failures.values().stream().sorted().toList();
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        trials.stream()
                .collect(groupingBy(
                        CrashTrial::kind,
                        () -> new EnumMap<>(Ordeal.Kind.class),
                        groupingBy(
                                trial -> trial.server().engine(),
                                () -> new EnumMap<>(CrashServer.Engine.class),
                                toList())))
                .forEach((kind, engines) ->
                        engines.forEach((engine, all) -> lines.add("[crash] %s, %s: %d points, %d recovered"
                                .formatted(
                                        kind,
                                        engine,
                                        all.size(),
                                        all.stream()
                                                .filter(trial -> !hasFailed(trial))
                                                .count()))));
        return String.join("\n", lines);
    }
}
