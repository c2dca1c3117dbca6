package dev.lakou.database.postgresql.move;

import dev.lakou.database.postgresql.sql.CatalogRow;
import java.sql.Connection;
import java.sql.SQLException;

/** Where a server is in its own log. */
final class Position {
    private Position() {}

    /**
     * All that was committed before is before it, and on disk: only what is there is told to those who follow. A message
     * of no meaning has it written now instead of in a moment.
     */
    static String of(Connection source) throws SQLException {
        MoveEnd.send(
                source,
                "SET synchronous_commit TO local; SELECT pg_catalog.pg_logical_emit_message(true, 'lakou', 'position')");
        return CatalogRow.texts(source, "SELECT pg_current_wal_flush_lsn()::text")
                .get(0);
    }
}
