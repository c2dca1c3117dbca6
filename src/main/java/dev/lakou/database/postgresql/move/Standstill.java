package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A moment in which nobody writes, so that both sides can be seen as they were at it. Whoever writes waits, and sees no
 * error; with the connection the locks are gone, whatever happens to this process.
 */
record Standstill(MoveEnd source, MoveEnd target, Replication replication, List<String> schemas) {
    /** A service waits no longer than this at a try: half of it for locks, and half for the target. */
    private static final Duration HALF = Duration.ofMillis(200);

    /** Whoever is in the way for long, such as autovacuum at a big table, is waited for without standing in anybody's way. */
    private static final int TRIES = 60;

    private static final long SHORTEST_REST = 100;
    private static final long LONGEST_REST = 5_000;

    /** For what is under way to arrive before anybody is made to wait. */
    private static final Duration CLOSE = Duration.ofSeconds(30);

    /**
     * Begins a transaction on each that sees all up to one position and nothing after it.
     *
     * @return that position
     */
    String begin(Connection here, Snapshot ofSource, Connection there, Snapshot ofTarget) throws SQLException {
        var last = "the target did not follow quickly enough";
        for (var tries = 0; tries < TRIES; tries++) {
            end(here);
            if (replication.hasApplied(Position.of(here), CLOSE)) {
                try {
                    var position = held(here, ofSource, there, ofTarget);
                    if (position.isPresent()) {
                        return position.get();
                    }
                } catch (DatabaseException e) {
                    if (e.kind() != Kind.BUSY) {
                        throw e;
                    }
                    last = e.getMessage();
                }
            }
            Pause.ofMillis(Math.min(LONGEST_REST, SHORTEST_REST * (tries + 1)));
        }
        throw source.busy("no moment was found in which nobody writes, to compare both sides: " + last);
    }

    private Optional<String> held(Connection here, Snapshot ofSource, Connection there, Snapshot ofTarget) {
        var locks = locks();
        return source.acting(MoveEnd.SHORT, connection -> {
            MoveEnd.send(connection, "SET LOCAL statement_timeout TO " + HALF.toMillis() + "; " + locks.text());
            var position = Position.of(here);
            if (!replication.hasApplied(position, HALF)) {
                return Optional.empty();
            }
            ofSource.begin(here);
            ofTarget.begin(there);
            return Optional.of(position);
        });
    }

    /** What an earlier try had begun. */
    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private SqlText locks() {
        var text = MoveEnd.sql();
        var isFirst = true;
        for (var table : PublishedTable.of(source, schemas)) {
            text.sql(isFirst ? "LOCK TABLE " : ", ");
            table.name(text);
            isFirst = false;
        }
        return isFirst ? text : text.sql(" IN SHARE MODE; ");
    }

    /** Begins a transaction that sees what is there now. */
    interface Snapshot {
        void begin(Connection connection) throws SQLException;
    }
}
