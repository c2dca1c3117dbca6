package dev.lakou.database.mysql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The lock under which Lakou writes: one Lakou at a time on a server, or on all servers of a cluster. */
interface MySqlLock extends AutoCloseable {
    int PATIENCE_SECONDS = 10;

    /** What a server says that has no such locks: Percona XtraDB Cluster in its strict mode, for one. */
    Set<Integer> NOT_OFFERED = Set.of(1105, 1235, 1305);

    static MySqlLock take(Connection connection) throws SQLException {
        if (MySqlCluster.writesOnSeveral(connection)) {
            return MySqlLease.take(connection);
        }
        try {
            return takeOfServer(connection);
        } catch (SQLException e) {
            if (NOT_OFFERED.contains(e.getErrorCode())) {
                return MySqlLease.take(connection);
            }
            throw e;
        }
    }

    /** The server's own, which ends with the connection. */
    private static MySqlLock takeOfServer(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT get_lock('lakou', " + PATIENCE_SECONDS + ")")) {
            if (!row.next() || row.getInt(1) != 1) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "Another Lakou has been writing to the server for %d seconds. Retried."
                                .formatted(PATIENCE_SECONDS));
            }
            return () -> {
                try (var release = connection.createStatement()) {
                    release.execute("DO release_lock('lakou')");
                }
            };
        }
    }

    @Override
    void close() throws SQLException;
}
