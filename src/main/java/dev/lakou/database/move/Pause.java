package dev.lakou.database.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;

/** Waits for something at a server that tells nobody when it is there. */
public final class Pause {
    private Pause() {}

    public static void ofMillis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(Kind.BUSY, "The move was interrupted. Retried.", e);
        }
    }
}
