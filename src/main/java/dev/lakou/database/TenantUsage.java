package dev.lakou.database;

import dev.lakou.model.Marker;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What one tenant of a server uses. What the server does not tell is empty. */
public record TenantUsage(
        Marker marker, Optional<Storage> storage, Optional<Sessions> sessions, Optional<Statements> statements) {

    /**
     * What its schemas hold.
     *
     * @param toastBytes of large values that lie beside their table; empty where the engine has no such place
     * @param rows as the server estimates them
     * @param deadRows left behind by changes; empty where the engine does not count them
     */
    public record Storage(
            long tableBytes, long indexBytes, OptionalLong toastBytes, long tables, long rows, OptionalLong deadRows) {

        public Storage plus(Storage other) {
            return new Storage(
                    tableBytes + other.tableBytes,
                    indexBytes + other.indexBytes,
                    sum(toastBytes, other.toastBytes),
                    tables + other.tables,
                    rows + other.rows,
                    sum(deadRows, other.deadRows));
        }

        public long bytes() {
            return tableBytes + indexBytes + toastBytes.orElse(0);
        }

        private static OptionalLong sum(OptionalLong one, OptionalLong other) {
            return one.isPresent() && other.isPresent()
                    ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                    : OptionalLong.empty();
        }
    }

    /**
     * The sessions of its logins.
     *
     * @param limit how many they may have together; empty where one of them has no limit
     * @param fullest how much of its own limit the fullest login has taken, from 0 to 1
     * @param oldestTransaction in seconds; 0 without one, empty where the administrator may not see it
     * @param longestIdleInTransaction how long the one session has done nothing in an open transaction, in the same way
     * @param waiting how many wait for a lock
     * @param blocking how many hold a lock that others wait for
     */
    public record Sessions(
            Map<SessionState, Integer> byState,
            OptionalInt limit,
            double fullest,
            OptionalDouble oldestTransaction,
            OptionalDouble longestIdleInTransaction,
            int waiting,
            int blocking) {

        public Sessions {
            byState = Map.copyOf(byState);
        }

        /** None, of which so many hold a lock that others wait for: to be added to those that there are. */
        public static Sessions blocking(int count) {
            return new Sessions(Map.of(), OptionalInt.of(0), 0, OptionalDouble.of(0), OptionalDouble.of(0), 0, count);
        }

        public Sessions plus(Sessions other) {
            var both = new EnumMap<SessionState, Integer>(SessionState.class);
            both.putAll(byState);
            other.byState.forEach((state, count) -> both.merge(state, count, Integer::sum));
            return new Sessions(
                    both,
                    limit.isPresent() && other.limit.isPresent()
                            ? OptionalInt.of(limit.getAsInt() + other.limit.getAsInt())
                            : OptionalInt.empty(),
                    Math.max(fullest, other.fullest),
                    longer(oldestTransaction, other.oldestTransaction),
                    longer(longestIdleInTransaction, other.longestIdleInTransaction),
                    waiting + other.waiting,
                    blocking + other.blocking);
        }

        public int count() {
            return byState.values().stream().mapToInt(Integer::intValue).sum();
        }

        private static OptionalDouble longer(OptionalDouble one, OptionalDouble other) {
            return one.isPresent() && other.isPresent()
                    ? OptionalDouble.of(Math.max(one.getAsDouble(), other.getAsDouble()))
                    : OptionalDouble.empty();
        }
    }

    /**
     * What its statements took since the server began to count; it may forget some of them at any time.
     *
     * @param readBytes what was read from files, or from the operating system's cache of them
     * @param temporaryBytes what was written to temporary files
     */
    public record Statements(
            long calls, double seconds, long rows, OptionalLong readBytes, OptionalLong temporaryBytes) {

        public static final Statements NONE = new Statements(0, 0, 0, OptionalLong.of(0), OptionalLong.of(0));

        /** What came since an earlier answer; what the server has forgotten meanwhile counts as nothing. */
        public Statements since(Statements before) {
            return new Statements(
                    Math.max(0, calls - before.calls),
                    Math.max(0, seconds - before.seconds),
                    Math.max(0, rows - before.rows),
                    since(readBytes, before.readBytes),
                    since(temporaryBytes, before.temporaryBytes));
        }

        private static OptionalLong since(OptionalLong now, OptionalLong before) {
            return now.isPresent()
                    ? OptionalLong.of(Math.max(0, now.getAsLong() - before.orElse(0)))
                    : OptionalLong.empty();
        }

        public Statements plus(Statements other) {
            return new Statements(
                    calls + other.calls,
                    seconds + other.seconds,
                    rows + other.rows,
                    Storage.sum(readBytes, other.readBytes),
                    Storage.sum(temporaryBytes, other.temporaryBytes));
        }
    }
}
