package dev.lakou.database.mysql.usage;

import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.jdbc.UsageReading;
import dev.lakou.model.Marker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads what the sessions of Lakou's accounts do: of a session the server tells the user alone. */
final class MySqlSessionUse {
    private final MySqlQuestions questions;
    private final UsageReading reading;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<Long, Account> sessions = new HashMap<>();

    MySqlSessionUse(MySqlQuestions questions, UsageReading reading) {
        this.questions = questions;
        this.reading = reading;
    }

    void read() throws SQLException {
        var flavor = questions.flavor();
        questions.each(
                "SELECT m.user, m.marker, %s, %s FROM (%s) m JOIN %s u ON u.user = m.user AND u.host = '%%'"
                        .formatted(
                                flavor.isOpen(),
                                flavor.connectionLimit(),
                                flavor.markedAccounts(),
                                flavor.accountTable()),
                row -> accounts.put(row.getString(1), new Account(row.getString(2), row.getBoolean(3), row.getInt(4))));
        questions.each(
                """
                SELECT p.id, p.user, p.command, coalesce(p.time, 0), p.state LIKE 'Waiting for %lock' OR coalesce(t.trx_state = 'LOCK WAIT', false),
                       t.trx_id IS NOT NULL, coalesce(%s, 0)
                FROM information_schema.processlist p LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id
                WHERE p.command <> 'Daemon'
                """
                        .replace("%s", MySqlQuestions.TRANSACTION_AGE),
                this::session);
        accounts.forEach((user, account) -> reading.tenants().add(account.marker, account.sessions()));
    }

    /** Of rows: who has a table for itself is seen as the one who waits, and not as whom for. */
    void readLocks() throws SQLException {
        var waits = new HashSet<Wait>();
        questions.each(questions.flavor().lockWaits(), row -> waits.add(new Wait(row.getLong(1), row.getLong(2))));
        waits.forEach(wait -> reading.blocked(marker(wait.waiting), 1, marker(wait.blocking), wait.blocking));
    }

    /** Whose each account is, by its user. */
    Map<String, String> markers() {
        return accounts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, account -> account.getValue().marker));
    }

    private void session(ResultSet row) throws SQLException {
        var state = state(row.getString(3), row.getBoolean(6));
        reading.sessions(state, 1);
        var account = accounts.get(row.getString(2));
        if (account != null) {
            sessions.put(row.getLong(1), account);
            account.add(
                    state,
                    row.getDouble(7),
                    state == SessionState.IDLE_IN_TRANSACTION ? row.getDouble(4) : 0,
                    row.getBoolean(5));
        }
    }

    private static SessionState state(String command, boolean inTransaction) {
        return switch (command) {
            case "Sleep" -> inTransaction ? SessionState.IDLE_IN_TRANSACTION : SessionState.IDLE;
            case "Connect", "Binlog Dump", "Binlog Dump GTID", "Killed" -> SessionState.OTHER;
            default -> SessionState.ACTIVE;
        };
    }

    private Optional<Marker> marker(long session) {
        return Optional.ofNullable(sessions.get(session)).flatMap(account -> Marker.parse(account.marker));
    }

    /** An account of Lakou's, and what its sessions do. */
    private static final class Account {
        private final String marker;
        private final boolean isOpen;
        private final int limit;
        private final Map<SessionState, Integer> states = new EnumMap<>(SessionState.class);
        private double oldest;
        private double longest;
        private int waiting;

        private Account(String marker, boolean isOpen, int limit) {
            this.marker = marker;
            this.isOpen = isOpen;
            this.limit = limit;
        }

        private void add(SessionState state, double transaction, double idleInTransaction, boolean waits) {
            states.merge(state, 1, Integer::sum);
            oldest = Math.max(oldest, transaction);
            longest = Math.max(longest, idleInTransaction);
            waiting += waits ? 1 : 0;
        }

        private Sessions sessions() {
            var count = states.values().stream().mapToInt(Integer::intValue).sum();
            return new Sessions(
                    states,
                    !isOpen ? OptionalInt.of(0) : limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit),
                    isOpen && limit > 0 ? (double) count / limit : 0,
                    OptionalDouble.of(oldest),
                    OptionalDouble.of(longest),
                    waiting,
                    0);
        }
    }

    /** Sessions by their ids. */
    private record Wait(long waiting, long blocking) {}
}
