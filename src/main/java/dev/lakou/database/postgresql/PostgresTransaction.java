package dev.lakou.database.postgresql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.plan.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs changes all or not at all, as one message. */
public record PostgresTransaction(Identifier database) {
    /**
     * One writer at a time: concurrent grants on one database fail with "tuple concurrently updated". The lock is on
     * roles, which all databases of the server share, but advisory locks are not; two databases collide, and retry.
     */
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('lakou'), hashtext(current_database())); ";

    /** "No privileges were granted" and "not all privileges were granted": a GRANT that did nothing says no more. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("01006", "01007");

    public void run(Connection connection, List<Change> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        transact(connection, () -> execute(connection, asPlatform(texts(connection, changes))));
    }

    /** What {@link #run} sends, a text a change. */
    List<SqlText> texts(Connection connection, List<Change> changes) throws SQLException {
        var statements = statements(connection, granted(changes));
        return changes.stream().map(change -> change.accept(statements)).toList();
    }

    /** Ends the sessions of roles that were closed. */
    public void endSessions(Connection connection, List<Change> closings) throws SQLException {
        for (var change : closings) {
            if (change instanceof Change.CloseLogin closing) {
                sendAsPlatform(
                        connection, List.of(statements(connection, Set.of()).endSessions(closing)));
            }
        }
    }

    private PostgresStatements statements(Connection connection, Set<Identifier> granted) throws SQLException {
        return new PostgresStatements(database, PostgresAuthority.of(connection, granted));
    }

    /** The roles that members are let into, but for those that are made just before. */
    private static Set<Identifier> granted(List<Change> changes) {
        var granted = new HashSet<Identifier>();
        for (var change : changes) {
            if (change instanceof Change.GrantPrivilege grant
                    && grant.grant().target() instanceof GrantTarget.OfRole of) {
                granted.add(of.role());
            }
        }
        for (var change : changes) {
            if (change instanceof Change.CreateRole creation) {
                granted.remove(creation.role().name());
            }
        }
        return granted;
    }

    /** Sends one text as the administrator itself. */
    public static void send(Connection connection, SqlText text) throws SQLException {
        send(connection, LOCK + text.text());
    }

    /** Sends texts all or not at all, as who {@link PostgresAuthority} says. */
    public static void sendAsPlatform(Connection connection, List<SqlText> texts) throws SQLException {
        send(connection, asPlatform(texts));
    }

    private static String asPlatform(List<SqlText> texts) {
        return texts.stream().map(SqlText::text).collect(Collectors.joining(" ", LOCK + PostgresAuthority.ACT, ""));
    }

    private static void send(Connection connection, String message) throws SQLException {
        transact(connection, () -> execute(connection, message));
    }

    private static void execute(Connection connection, String message) throws SQLException {
        try (var statement = connection.createStatement()) {
            // JDBC's own escapes, such as {d ..}, would be replaced in names too.
            statement.setEscapeProcessing(false);
            statement.execute(message);
            for (var warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                if (WITHOUT_EFFECT.contains(warning.getSQLState())) {
                    throw new SQLException(warning.getMessage(), "42501", warning);
                }
            }
        }
    }

    private static void transact(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** Asks a question whose answer is the only row there is, and leaves no trace. */
    static boolean ask(Connection connection, SqlText question) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            var isRow = statement.execute(question.text());
            while (!isRow) {
                isRow = statement.getMoreResults();
            }
            try (var row = statement.getResultSet()) {
                var answer = row.next() && row.getBoolean(1);
                connection.rollback();
                connection.setAutoCommit(true);
                return answer;
            }
        } catch (SQLException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** A connection that is gone cannot be rolled back; what matters is why it went. */
    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
