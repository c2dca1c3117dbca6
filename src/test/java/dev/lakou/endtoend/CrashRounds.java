package dev.lakou.endtoend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides trials among as few kills as there can be: one for each server whose lock is held, and any number of others. */
final class CrashRounds {
    private CrashRounds() {}

    static List<List<CrashTrial>> of(Collection<CrashTrial> trials) {
        var free = new ArrayDeque<CrashTrial>();
        var locked = new LinkedHashMap<CrashServer, Deque<CrashTrial>>();
        for (var trial : trials) {
            if (trial.holdsLock()) {
                locked.computeIfAbsent(trial.server(), server -> new ArrayDeque<>())
                        .add(trial);
            } else {
                free.add(trial);
            }
        }
        var count = locked.values().stream()
                .map(Deque::size)
                .max(Comparator.naturalOrder())
                .orElse(1);
        var rounds = new ArrayList<List<CrashTrial>>();
        for (var left = count; left > 0; left--) {
            rounds.add(round(locked, free, (free.size() + left - 1) / left));
        }
        return rounds;
    }

    private static List<CrashTrial> round(
            Map<CrashServer, Deque<CrashTrial>> locked, Deque<CrashTrial> free, int share) {
        var round = new ArrayList<CrashTrial>();
        for (var number = 0; number < share; number++) {
            round.add(free.remove());
        }
        locked.values().stream().filter(trials -> !trials.isEmpty()).forEach(trials -> round.add(trials.remove()));
        return round;
    }
}
