package dev.lakou.database.mysql.move;

import dev.lakou.database.move.Fence;
import dev.lakou.database.move.Pause;
import dev.lakou.model.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps a service from its databases: its logins are closed, its events rest, and its sessions have ended. */
record LoginFence(MoveEnd end, ServiceLogins logins, SchemaEvents events, OtherHolders others, Schemas schemas) {
    /** Of InnoDB, of a lock on a table, and what a statement is told that took too long. */
    private static final Set<Integer> LOCKED = Set.of(1205, 3024, 1969);

    private static final long STEP = 20;

    /** Nobody else may write, so that what keeps a table locked for so long is not about to end. */
    private static final long LONGEST_LOCK = 10;

    Fence close(Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        requireNoOtherWriters();
        logins.close();
        events.rest();
        awaitNobody(deadline);
        requireNothingUncommitted(deadline);
        return new Fence("closed");
    }

    /** The events act again before anybody sees what they left undone. */
    void open(Collection<Identifier> again) {
        events.goOn();
        logins.open(again);
    }

    private void requireNoOtherWriters() {
        var writers = others.whoWrite();
        if (!writers.isEmpty()) {
            throw end.busy("others may write in the database: %s. Take that right away from them first."
                    .formatted(String.join(", ", writers)));
        }
    }

    private void awaitNobody(long deadline) {
        for (var there = logins.endSessions(); !there.isEmpty(); there = logins.endSessions()) {
            if (System.nanoTime() > deadline) {
                throw end.busy("not all have ended in time: %s. Nothing was moved; it can be tried again."
                        .formatted(String.join(", ", there)));
            }
            Pause.ofMillis(STEP);
        }
    }

    /**
     * A prepared transaction (XA) has no session, and can be committed by whoever comes later. Whoever has written in a
     * table and has not committed keeps it from being locked.
     */
    private void requireNothingUncommitted(long deadline) {
        end.alone((connection, dialect) -> {
            var tables = schemas.tables(connection);
            if (tables.isEmpty()) {
                return true;
            }
            var seconds = Math.min(LONGEST_LOCK, Math.max(1, (deadline - System.nanoTime()) / 1_000_000_000L));
            MoveEnd.send(
                    connection, "SET lock_wait_timeout = %1$d, innodb_lock_wait_timeout = %1$d".formatted(seconds));
            connection.setAutoCommit(false);
            try {
                MoveEnd.send(connection, lock(tables));
            } catch (SQLException e) {
                if (LOCKED.contains(e.getErrorCode())) {
                    throw end.busy(
                            "a transaction that wrote in the database has not ended (see XA RECOVER, and information_schema.innodb_trx). Nothing was moved; it can be tried again.");
                }
                throw e;
            }
            return true;
        });
    }

    /** With the end of the connection it is gone. */
    private static String lock(List<Schemas.TableName> tables) {
        return tables.stream()
                .map(table -> table.quoted() + " READ")
                .collect(Collectors.joining(", ", "LOCK TABLES ", ""));
    }
}
