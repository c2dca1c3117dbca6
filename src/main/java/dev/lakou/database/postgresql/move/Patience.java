package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.move.Pause;

/** Changes for which tables must rest a moment: others wait behind each try, so that it is a short one, and many. */
final class Patience {
    private static final int TRIES = 15;
    private static final long REST = 300;

    private Patience() {}

    static void during(Runnable change) {
        for (var left = TRIES; ; left--) {
            try {
                change.run();
                return;
            } catch (DatabaseException e) {
                if (e.kind() != Kind.BUSY || left == 1) {
                    throw e;
                }
                Pause.ofMillis(REST);
            }
        }
    }
}
