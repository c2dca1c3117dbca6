package dev.lakou.database.mysql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;

/** The server-wide lock under which Lakou writes. */
record MySqlLock(Connection connection) implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    static MySqlLock take(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT get_lock('lakou', " + PATIENCE_SECONDS + ")")) {
            if (!row.next() || row.getInt(1) != 1) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "Another Lakou has been writing to the server for %d seconds. Retried."
                                .formatted(PATIENCE_SECONDS));
            }
            return new MySqlLock(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DO release_lock('lakou')");
        }
    }
}
