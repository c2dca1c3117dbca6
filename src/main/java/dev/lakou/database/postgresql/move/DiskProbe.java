package dev.lakou.database.postgresql.move;

import java.sql.SQLException;
import java.util.Optional;

/** Asks a server whether its disk takes more: workers that cannot write rows say why in the server's log only. */
record DiskProbe(MoveEnd end) {
    private static final String DISK_FULL = "53100";

    /** More than a table grows by at once, and where tables lie that nobody gave another place. */
    private static final String WRITE =
            "SET LOCAL temp_tablespaces TO ''; CREATE TEMPORARY TABLE lakou_probe ON COMMIT DROP AS SELECT repeat('x', 1000) FROM generate_series(1, 2000)";

    /** What it says of it; empty when it takes more, of which nothing stays, or does not tell. */
    Optional<String> refusal() {
        return end.with(connection -> {
            connection.setAutoCommit(false);
            try {
                MoveEnd.send(connection, WRITE);
                return Optional.empty();
            } catch (SQLException e) {
                return DISK_FULL.equals(e.getSQLState()) ? Optional.of(end.words(e)) : Optional.empty();
            }
        });
    }
}
