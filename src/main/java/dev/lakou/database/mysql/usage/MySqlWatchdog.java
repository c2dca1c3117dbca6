package dev.lakou.database.mysql.usage;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.WatchedSession;
import dev.lakou.database.mysql.connect.MySqlSessions;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds sessions that are too much for others, and ends them; of accounts with a marker alone. */
public final class MySqlWatchdog {
    private final Connection connection;
    private final MySqlFlavor flavor;
    private final MySqlQuestions questions;

    public MySqlWatchdog(Connection connection, MySqlFlavor flavor) {
        this.connection = connection;
        this.flavor = flavor;
        this.questions = new MySqlQuestions(connection, flavor);
    }

    /** As the server does not say since when it holds others up, that is zero. */
    public List<WatchedSession> sessions(SessionLimits limits) throws SQLException {
        if (!MySqlMarkerTable.exists(connection)) {
            return List.of();
        }
        var accounts = accounts();
        var blockers = limits.blocking().isPresent() ? blockers() : Set.<Long>of();
        var sessions = new ArrayList<WatchedSession>();
        questions.each(
                """
                SELECT p.id, coalesce(t.trx_started, ''), p.user, p.host, CASE WHEN p.command = 'Sleep' AND t.trx_id IS NOT NULL THEN p.time ELSE 0 END,
                       coalesce(%s, 0), coalesce(t.trx_rows_locked, 0)
                FROM information_schema.processlist p LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id
                WHERE p.id <> connection_id() AND p.command <> 'Killed'
                """
                        .formatted(MySqlQuestions.TRANSACTION_AGE),
                row -> {
                    var marker = accounts.get(row.getString(3));
                    if (marker != null) {
                        sessions.add(session(row, marker, blockers.contains(row.getLong(1))));
                    }
                });
        return sessions.stream().filter(session -> session.concerns(limits)).toList();
    }

    /**
     * Of those who have sessions: to ask it of all would cost more than the rest. A session tells the user alone: where the
     * same one has accounts for other hosts, it may be a stranger's.
     */
    private Map<String, Marker> accounts() throws SQLException {
        var accounts = new HashMap<String, Marker>();
        questions.each(
                """
                SELECT m.user, m.marker FROM (%s) m WHERE m.user IN (SELECT p.user FROM information_schema.processlist p)
                    AND NOT EXISTS (SELECT 1 FROM %s u WHERE u.user = m.user AND u.host NOT IN ('%%', ''))
                """
                        .formatted(flavor.markedAccounts(), flavor.accountTable()),
                row -> {
                    var marker = Marker.parse(row.getString(2));
                    if (marker.isPresent()) {
                        accounts.put(row.getString(1), marker.get());
                    }
                });
        return accounts;
    }

    /** Who waits for somebody is not the one to end. */
    private Set<Long> blockers() throws SQLException {
        var waiting = new HashSet<Long>();
        var blocking = new HashSet<Long>();
        for (var waits : flavor.allLockWaits()) {
            questions.each(waits, row -> {
                waiting.add(row.getLong(1));
                blocking.add(row.getLong(2));
            });
        }
        blocking.removeAll(waiting);
        return blocking;
    }

    /**
     * KILL takes no question (1235, 1970), so it is asked right before, in the last statement but this one. What the server
     * shows of transactions is a copy that it makes anew when nobody has read it for 100 milliseconds. Ids of connections are
     * not given twice, so whatever happens between the two, no other session is ended: the same one may have committed.
     */
    public boolean end(WatchedSession session, SessionLimits limits) throws SQLException {
        run("DO sleep(0.2)");
        var isSame = sessions(limits).stream()
                .anyMatch(found -> found.id() == session.id()
                        && found.login().equals(session.login())
                        && found.transaction().equals(session.transaction()));
        return isSame && kill(session);
    }

    private boolean kill(WatchedSession session) throws SQLException {
        try {
            run("KILL " + session.id());
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == MySqlSessions.GONE_ALREADY) {
                return false;
            }
            if (e.getErrorCode() == MySqlSessions.NOT_PERMITTED) {
                throw new DatabaseException(
                        Kind.PRIVILEGE_MISSING, "The administrator lacks %s.".formatted(flavor.connectionAdmin()), e);
            }
            throw e;
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static WatchedSession session(ResultSet row, Marker marker, boolean blocks) throws SQLException {
        var idle = seconds(row, 5);
        var age = seconds(row, 6);
        return new WatchedSession(
                row.getLong(1),
                row.getString(2),
                new Identifier(row.getString(3)),
                marker,
                row.getString(4).replaceFirst(":\\d+$", ""),
                // A session can set the time that its own is counted from.
                idle.compareTo(age) < 0 ? idle : age,
                age,
                row.getLong(7),
                blocks ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    private static Duration seconds(ResultSet row, int column) throws SQLException {
        return Duration.ofMillis(Math.max(0, Math.round(row.getDouble(column) * 1000)));
    }
}
