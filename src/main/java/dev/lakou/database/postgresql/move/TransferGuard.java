package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;

/** What must hold before a step of a move, so that never two servers let the service write. */
record TransferGuard(LoginFence source, LoginFence target) {

    void requireFenced() {
        var open = source.open();
        if (!open.isEmpty()) {
            throw source.end()
                    .busy("logins of the service are open: %s. The fence was taken down."
                            .formatted(String.join(", ", open)));
        }
    }

    /** Whoever is let in there may have written already: nothing that is there may go, and nothing come over it. */
    void requireClosedTarget() {
        var open = target.open();
        if (!open.isEmpty()) {
            throw new DatabaseException(
                    Kind.NAME_TAKEN,
                    "Logins of the service are open at the target %s: %s. It may be written to already, so that nothing is moved or removed there."
                            .formatted(target.end().server(), String.join(", ", open)));
        }
    }
}
