package dev.lakou.database.mysql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The lock of a cluster: a row that says who writes, and until when at most, for who writes may die. Of two who write it
 * at once on two servers, the cluster lets one through (1213).
 */
record MySqlLease(Connection connection, String holder) implements MySqlLock {
    private static final int LONGEST_SECONDS = 120;
    private static final int PAUSE_MILLIS = 500;
    private static final int NO_SUCH_TABLE = 1146;

    static MySqlLease take(Connection connection) throws SQLException {
        var lease = new MySqlLease(connection, UUID.randomUUID().toString());
        lease.makeTable();
        for (var waited = 0; !lease.seize(); waited += PAUSE_MILLIS) {
            if (waited >= PATIENCE_SECONDS * 1000) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "Another Lakou has been writing to the cluster for %d seconds, or died while it did: then the row of lakou.lease ends within %d. Retried."
                                .formatted(PATIENCE_SECONDS, LONGEST_SECONDS));
            }
            pause();
        }
        return lease;
    }

    @Override
    public void close() throws SQLException {
        write("UPDATE lakou.lease SET holder = '', ends = utc_timestamp() WHERE only_row = 1 AND holder = ?");
    }

    /** Asks first: a CREATE TABLE stops the whole cluster for a moment, IF NOT EXISTS or not. */
    private void makeTable() throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("SELECT 1 FROM lakou.lease")) {
                if (rows.next()) {
                    return;
                }
            } catch (SQLException e) {
                if (e.getErrorCode() != NO_SUCH_TABLE) {
                    throw e;
                }
            }
            statement.execute("CREATE TABLE IF NOT EXISTS lakou.lease (only_row TINYINT PRIMARY KEY,"
                    + " holder VARCHAR(36) NOT NULL, ends DATETIME NOT NULL) ENGINE = InnoDB");
            statement.execute("INSERT IGNORE INTO lakou.lease VALUES (1, '', utc_timestamp())");
        }
    }

    /** Whether it was free, or had run out. */
    boolean seize() throws SQLException {
        return write("UPDATE lakou.lease SET holder = ?, ends = utc_timestamp() + INTERVAL " + LONGEST_SECONDS
                        + " SECOND WHERE only_row = 1 AND (holder = '' OR ends < utc_timestamp())")
                == 1;
    }

    private int write(String update) throws SQLException {
        try (var statement = connection.prepareStatement(update)) {
            statement.setString(1, holder);
            return statement.executeUpdate();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    Kind.BUSY, "Interrupted while another Lakou writes to the cluster. Retried.", e);
        }
    }
}
