package dev.lakou.database.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends, from another thread, whatever a move waits for: no network tells that nothing will ever come. */
public final class Cancellation {
    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean isCancelled;

    public void cancel() {
        isCancelled = true;
        ends.forEach(Runnable::run);
    }

    /** What is begun from now on may take its time. */
    public void takeBack() {
        isCancelled = false;
    }

    /**
     * Before something that may take long.
     *
     * @param end that of it
     * @return to be closed after it
     */
    public Wait begin(Runnable end) {
        ends.add(end);
        if (isCancelled) {
            ends.remove(end);
            end.run();
            throw new DatabaseException(Kind.BUSY, "The step took too long, and was ended.");
        }
        return () -> ends.remove(end);
    }

    /** Something that may take long. */
    public interface Wait extends AutoCloseable {
        @Override
        void close();
    }
}
