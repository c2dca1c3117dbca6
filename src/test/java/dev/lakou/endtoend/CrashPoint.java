package dev.lakou.endtoend;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the operator is killed.
 *
 * <p>Before each write of an operation, which has left the operator and did not arrive, and after the last one, which
 * took effect while the operator does not know. After any other write is before the next one: nothing changes between
 * the two but what the operator has read, which dies with it. So reads are no points either.
 *
 * @param write the number of the write, from 0
 */
record CrashPoint(int write, Moment moment) {
    static List<CrashPoint> around(int writes) {
        return Stream.concat(
                        IntStream.range(0, writes).mapToObj(write -> new CrashPoint(write, Moment.BEFORE)),
                        Stream.of(new CrashPoint(writes - 1, Moment.AFTER)))
                .toList();
    }

    /** On which side of the write. */
    enum Moment {
        BEFORE,
        AFTER
    }
}
