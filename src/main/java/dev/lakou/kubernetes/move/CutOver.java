package dev.lakou.kubernetes.move;

import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferReport;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one moment of a move in which the service cannot write. It either ends with the service on the other server, or,
 * on any doubt or past its time, with the service writing on where it was.
 */
final class CutOver {
    private static final int MOST_DIFFERENCES = 5;

    private final SchemaTransfer transfer;
    private final Duration longest;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;

    /**
     * @param longest how long the service may be kept from writing
     * @param timer ends what takes longer
     */
    CutOver(SchemaTransfer transfer, Duration longest, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.transfer = transfer;
        this.longest = longest;
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /**
     * @param decision makes the one write that says that the service is on the other server
     * @throws CalledOffException when the service stays where it was, and writes on
     */
    Done run(Decision decision) {
        rehearse();
        var begin = nanoTime.getAsLong();
        var alarm = timer.schedule(transfer::cancel, longest.toNanos(), TimeUnit.NANOSECONDS);
        try {
            var fence = transfer.fence(left(begin));
            transfer.copyData();
            require(transfer.caughtUp(fence, left(begin)), "the other server was not there in time");
            transfer.complete();
            var report = transfer.verify();
            require(report.isSame(), "the two servers differ: " + differences(report));
            left(begin);
            alarm.cancel(false);
            decision.make();
            return new Done(report, gap(begin));
        } catch (UndecidedException e) {
            throw e;
        } catch (RuntimeException e) {
            alarm.cancel(false);
            throw calledOff(e, begin);
        }
    }

    /** While the service writes on. */
    private void rehearse() {
        try {
            var report = transfer.rehearse();
            require(report.isSame(), "the two servers differ: " + differences(report));
        } catch (RuntimeException e) {
            throw new CalledOffException(e, Duration.ZERO);
        }
    }

    private CalledOffException calledOff(RuntimeException failure, long begin) {
        var why = gap(begin).compareTo(longest) < 0 ? failure : tooLong(failure);
        try {
            transfer.unfence();
        } catch (RuntimeException e) {
            // It is tried again as a part of taking everything back.
            why.addSuppressed(e);
        }
        return new CalledOffException(why, gap(begin));
    }

    private Duration gap(long begin) {
        return Duration.ofNanos(nanoTime.getAsLong() - begin);
    }

    /** @throws IllegalStateException when there is none */
    private Duration left(long begin) {
        var left = longest.minus(gap(begin));
        if (left.compareTo(Duration.ZERO) <= 0) {
            throw tooLong(null);
        }
        return left;
    }

    /** What ended meanwhile ended because of that. */
    private DoubtException tooLong(@Nullable RuntimeException meanwhile) {
        return new DoubtException("the service would not have written for longer than " + Sizes.of(longest), meanwhile);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new DoubtException(otherwise);
        }
    }

    private static String differences(TransferReport report) {
        return report.differences().stream()
                .limit(MOST_DIFFERENCES)
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    /** The one write. */
    @FunctionalInterface
    interface Decision {
        /**
         * @throws UndecidedException when nobody can tell yet whether it was made
         * @throws RuntimeException when it certainly was not
         */
        void make();
    }

    /** @param gap how long the service could not write */
    record Done(TransferReport report, Duration gap) {}

    /** Something was not as it must be. */
    static final class DoubtException extends RuntimeException {
        DoubtException(String why) {
            super(why);
        }

        DoubtException(String why, @Nullable RuntimeException cause) {
            super(why, cause);
        }
    }

    /** The service is where it was. */
    static final class CalledOffException extends RuntimeException {
        private final RuntimeException why;
        private final Duration gap;

        CalledOffException(RuntimeException why, Duration gap) {
            super(why.getMessage(), why);
            this.why = why;
            this.gap = gap;
        }

        RuntimeException why() {
            return why;
        }

        Duration gap() {
            return gap;
        }
    }

    /** This process does not know where the service is: the next look at it tells. */
    static final class UndecidedException extends RuntimeException {
        UndecidedException(String why) {
            super(why);
        }
    }
}
