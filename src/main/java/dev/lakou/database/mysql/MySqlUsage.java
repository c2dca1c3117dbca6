package dev.lakou.database.mysql;

import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Blockade;
import dev.lakou.database.ServerUsage.Incidents;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.database.jdbc.TenantUsages;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what each tenant uses, by its accounts and databases: of an account the server tells the user alone. Each part is a
 * statement or two, each ended after two seconds; what fails is missing in the answer.
 */
final class MySqlUsage {
    private final Connection connection;
    private final MySqlFlavor flavor;
    private final MySqlQuestions questions;
    private final TenantUsages tenants = new TenantUsages();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<Long, Account> sessions = new HashMap<>();
    private final Map<SessionState, Integer> everybody = new EnumMap<>(SessionState.class);
    private final Map<Blockade, Integer> blocked = new HashMap<>();
    private final Set<Part> failed = EnumSet.noneOf(Part.class);
    private Incidents incidents = Incidents.UNTOLD;
    private int maxConnections;

    private MySqlUsage(Connection connection, MySqlFlavor flavor) {
        this.connection = connection;
        this.flavor = flavor;
        this.questions = new MySqlQuestions(connection, flavor);
    }

    static ServerUsage of(Connection connection, MySqlFlavor flavor) throws SQLException {
        return new MySqlUsage(connection, flavor).read();
    }

    private ServerUsage read() throws SQLException {
        var begin = System.nanoTime();
        part(Part.INCIDENTS, this::server);
        if (MySqlMarkerTable.exists(connection)) {
            part(Part.SESSIONS, this::sessions);
            part(Part.LOCKS, this::locks);
            part(Part.STORAGE, this::storage);
            part(Part.STATEMENTS, this::statements);
        }
        return new ServerUsage(
                everybody,
                maxConnections,
                incidents,
                blocked,
                tenants.all(),
                0,
                failed,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private void part(Part part, Reading reading) throws SQLException {
        try {
            reading.read();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            failed.add(part);
        }
    }

    private void server() throws SQLException {
        questions.each("SELECT @@max_connections", row -> maxConnections = row.getInt(1));
        var counted = new HashMap<String, OptionalLong>();
        questions.each(
                "SELECT name, count FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'",
                row -> counted.put(row.getString(1), OptionalLong.of(row.getLong(2))));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Created_tmp_files'")) {
            while (rows.next()) {
                counted.put(rows.getString(1), OptionalLong.of(rows.getLong(2)));
            }
        }
        incidents = new Incidents(
                counted.getOrDefault("lock_deadlocks", OptionalLong.empty()),
                counted.getOrDefault("Created_tmp_files", OptionalLong.empty()),
                OptionalLong.empty());
    }

    private void sessions() throws SQLException {
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
        accounts.forEach((user, account) -> tenants.add(account.marker, account.sessions()));
    }

    private void session(ResultSet row) throws SQLException {
        var state = state(row.getString(3), row.getBoolean(6));
        everybody.merge(state, 1, Integer::sum);
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

    /** Of rows: who has a table for itself is seen as the one who waits, and not as whom for. */
    private void locks() throws SQLException {
        var waits = new HashSet<Wait>();
        questions.each(flavor.lockWaits(), row -> waits.add(new Wait(row.getLong(1), row.getLong(2))));
        var blocking = new HashMap<Account, Set<Long>>();
        for (var wait : waits) {
            var blocker = Optional.ofNullable(sessions.get(wait.blocking));
            blocked.merge(
                    new Blockade(marker(Optional.ofNullable(sessions.get(wait.waiting))), marker(blocker)),
                    1,
                    Integer::sum);
            blocker.ifPresent(account ->
                    blocking.computeIfAbsent(account, one -> new HashSet<>()).add(wait.blocking));
        }
        blocking.forEach((account, ids) -> tenants.add(account.marker, Sessions.blocking(ids.size())));
    }

    private static Optional<Marker> marker(Optional<Account> account) {
        return account.flatMap(one -> Marker.parse(one.marker));
    }

    /** As the optimizer knows them: to open each table would take long. Partitions of a table are a table each in there. */
    private void storage() throws SQLException {
        var schemas = new HashMap<String, String>();
        questions.each(
                "SELECT name, marker FROM lakou.marker WHERE kind = 'schema'",
                row -> schemas.put(row.getString(1), row.getString(2)));
        schemas.values().forEach(marker -> tenants.add(marker, storage(0, 0, 0, 0)));
        questions.each(
                """
                SELECT database_name, sum(clustered_index_size) * @@innodb_page_size, sum(sum_of_other_index_sizes) * @@innodb_page_size,
                       count(DISTINCT substring_index(lower(table_name), '#p#', 1)), sum(n_rows)
                FROM mysql.innodb_table_stats GROUP BY database_name
                """,
                row -> {
                    var marker = schemas.get(row.getString(1));
                    if (marker != null) {
                        tenants.add(marker, storage(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                    }
                });
    }

    private static Storage storage(long tableBytes, long indexBytes, long tables, long rows) {
        return new Storage(tableBytes, indexBytes, OptionalLong.empty(), tables, rows, OptionalLong.empty());
    }

    private void statements() throws SQLException {
        var query = MySqlStatistics.of(connection).statements();
        if (query.isEmpty()) {
            return;
        }
        accounts.values().forEach(account -> tenants.add(account.marker, statements(0, 0, 0)));
        questions.each(query.get(), row -> {
            var account = accounts.get(row.getString(1));
            if (account != null) {
                tenants.add(account.marker, statements(row.getLong(2), row.getDouble(3), row.getLong(4)));
            }
        });
    }

    private static Statements statements(long calls, double seconds, long rows) {
        return new Statements(calls, seconds, rows, OptionalLong.empty(), OptionalLong.empty());
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

    /** Reads one part. */
    private interface Reading {
        void read() throws SQLException;
    }
}
