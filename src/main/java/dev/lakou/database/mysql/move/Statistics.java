package dev.lakou.database.mysql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;

/** What a server knows of how much is in its tables. */
record Statistics(MoveEnd end, Schemas schemas) {
    private static final int UNKNOWN_VARIABLE = 1193;

    /** MySQL tells for a day what it was once asked; MariaDB does not know that. */
    static void askAnew(Connection connection) throws SQLException {
        try {
            MoveEnd.send(connection, "SET information_schema_stats_expiry = 0");
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                throw e;
            }
        }
    }

    /** A server that plans with those of empty tables may be slow for a day. */
    void analyze() {
        end.alone((connection, dialect) -> {
            for (var table : schemas.tables(connection)) {
                for (var said : MoveEnd.list(
                        connection,
                        "ANALYZE TABLE " + table.quoted(),
                        row -> row.getString("Msg_type") + ": " + row.getString("Msg_text"))) {
                    if (said.startsWith("Error")) {
                        throw new DatabaseException(
                                Kind.UNEXPECTED, "ANALYZE TABLE %s at %s said %s".formatted(table, end.server(), said));
                    }
                }
            }
            return true;
        });
    }
}
