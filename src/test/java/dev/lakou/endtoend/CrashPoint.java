package dev.lakou.endtoend;

/**
 * Where the operator is killed.
 *
 * <p>Each write of an operation is a point before it (it has left the operator and did not arrive) and one after it (it
 * took effect, and the operator does not know). Between a write and the next one nothing changes but what the operator
 * has read, which dies with it: reads are no points.
 *
 * @param write the number of the write, from 0
 */
record CrashPoint(int write, Moment moment) {
    /** On which side of the write. */
    enum Moment {
        BEFORE,
        AFTER
    }
}
