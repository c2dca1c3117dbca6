package dev.lakou.endtoend;

import dev.lakou.faults.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two engines are spoken to alike, each is killed at every other point, and at all those that it has for itself. */
final class CrashTurns {
    private CrashTurns() {}

    /**
     * The points of the one whose turn it is.
     *
     * @param writes its own
     * @param others those of the other one, for the same operation
     * @param turn 0 for one of the two, and 1 for the other one
     */
    static List<CrashPoint> points(List<Write> writes, List<Write> others, int turn) {
        var places = places(writes);
        var shared = new TreeSet<>(places);
        shared.retainAll(places(others));
        var order = List.copyOf(shared);
        return CrashPoint.around(writes.size()).stream()
                .filter(point -> {
                    var place = places.get(index(point));
                    return !shared.contains(place) || order.indexOf(place) % 2 == turn;
                })
                .toList();
    }

    private static int index(CrashPoint point) {
        return point.moment() == CrashPoint.Moment.BEFORE ? point.write() : point.write() + 1;
    }

    /** What was written last at each point, and what comes next. */
    private static List<String> places(List<Write> writes) {
        var places = new ArrayList<String>();
        for (var next = 0; next <= writes.size(); next++) {
            var last = next == 0 ? "nothing" : writes.get(next - 1).words();
            places.add(last + ", "
                    + (next == writes.size() ? "nothing" : writes.get(next).words()));
        }
        return places;
    }
}
