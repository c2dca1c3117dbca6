package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.endtoend.CrashPoint.Moment;
import dev.lakou.faults.Write;
import dev.lakou.faults.Write.Place;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashTurnsTest {

    @Test
    void leavesNoPointOutThatEitherHas() {
        var mysql = writes("secret", "account", "schema", "grant", "status");
        var mariadb = writes("secret", "mark", "account", "schema", "grant", "status");

        var first = CrashTurns.points(mysql, mariadb, 0);
        var second = CrashTurns.points(mariadb, mysql, 1);

        assertThat(Stream.concat(words(mysql, first), words(mariadb, second)))
                .containsExactlyInAnyOrder(
                        "before secret",
                        "before account",
                        "before schema",
                        "before grant",
                        "before status",
                        "after status",
                        "before mark",
                        "before account");
    }

    private static Stream<String> words(List<Write> writes, List<CrashPoint> points) {
        return points.stream()
                .map(point -> (point.moment() == Moment.BEFORE ? "before " : "after ") + writes.get(point.write()));
    }

    private static List<Write> writes(String... words) {
        return Stream.of(words).map(one -> new Write(Place.DATABASE, one, "")).toList();
    }
}
