package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends, from another thread, whatever a move waits for: no network tells that nothing will ever come. */
final class Cancellation {
    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean isCancelled;

    void cancel() {
        isCancelled = true;
        ends.forEach(Runnable::run);
    }

    void takeBack() {
        isCancelled = false;
    }

    /**
     * Before something that may take long.
     *
     * @param end that of it
     * @return to be closed after it
     */
    Wait begin(Runnable end) {
        ends.add(end);
        if (isCancelled) {
            ends.remove(end);
            end.run();
            throw new DatabaseException(Kind.BUSY, "The step took too long, and was ended.");
        }
        return () -> ends.remove(end);
    }

    interface Wait extends AutoCloseable {
        @Override
        void close();
    }
}
