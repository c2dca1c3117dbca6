package dev.lakou.kubernetes.move;

import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferReport;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The one moment of a move in which the service cannot write. It either ends with the service on the other server, or,
 * on any doubt or past its time, with the service writing on where it was.
 */
final class CutOver {
    private static final int MOST_DIFFERENCES = 5;

    private final SchemaTransfer transfer;
    private final Duration longest;
    private final LongSupplier nanoTime;

    /** @param longest how long the service may be kept from writing */
    CutOver(SchemaTransfer transfer, Duration longest, LongSupplier nanoTime) {
        this.transfer = transfer;
        this.longest = longest;
        this.nanoTime = nanoTime;
    }

    /**
     * @param decision makes the one write that says that the service is on the other server
     * @throws CalledOffException when the service stays where it was, and writes on
     */
    Done run(Decision decision) {
        var begin = nanoTime.getAsLong();
        try {
            var fence = transfer.fence(left(begin));
            transfer.copyData();
            require(transfer.caughtUp(fence, left(begin)), "the other server was not there in time");
            transfer.complete();
            var report = transfer.verify();
            require(report.isSame(), "the two servers differ: " + differences(report));
            left(begin);
            decision.make();
            return new Done(report, Duration.ofNanos(nanoTime.getAsLong() - begin));
        } catch (UndecidedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw calledOff(e, begin);
        }
    }

    private CalledOffException calledOff(RuntimeException why, long begin) {
        try {
            transfer.unfence();
        } catch (RuntimeException e) {
            // It is tried again as a part of taking everything back.
            why.addSuppressed(e);
        }
        return new CalledOffException(why, Duration.ofNanos(nanoTime.getAsLong() - begin));
    }

    /** @throws IllegalStateException when there is none */
    private Duration left(long begin) {
        var left = longest.minusNanos(nanoTime.getAsLong() - begin);
        require(left.compareTo(Duration.ZERO) > 0, "the service would not have written for longer than " + longest);
        return left;
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
    }

    /** The service is where it was. */
    static final class CalledOffException extends RuntimeException {
        private final Duration gap;

        CalledOffException(RuntimeException why, Duration gap) {
            super(why.getMessage(), why);
            this.gap = gap;
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
