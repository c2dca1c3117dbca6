package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.KeptConnection;
import dev.lakou.database.move.KeptConnection.Question;
import dev.lakou.database.postgresql.PostgresTransaction;
import dev.lakou.database.postgresql.connect.PostgresAddress;
import dev.lakou.database.postgresql.connect.PostgresErrors;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One of the two servers of a move, as its administrator. A connection is kept between questions: at the cut-over a
 * service waits for each of them.
 */
final class MoveEnd implements AutoCloseable {
    /** For what is asked while a service waits. */
    static final Duration SHORT = Duration.ofSeconds(30);

    /** Rows of one table, or an index over all of them. */
    static final Duration LONG = Duration.ofHours(6);

    /** For the answer to come after the server has given up. */
    private static final long GRACE = 10_000;

    private final ServerConfiguration configuration;
    private final KeptConnection kept;

    MoveEnd(ServerConfiguration configuration, Cancellation cancellation) {
        this.configuration = configuration;
        this.kept = new KeptConnection(cancellation);
    }

    ServerConfiguration configuration() {
        return configuration;
    }

    Identifier database() {
        return configuration
                .database()
                .orElseThrow(() -> new IllegalArgumentException("PostgreSQL needs the name of the shared database."));
    }

    String server() {
        return configuration.address().toString();
    }

    <V> V with(Question<V> question) {
        return with(SHORT, question);
    }

    /** Within a question another one has a connection of its own. */
    <V> V with(Duration atMost, Question<V> question) {
        var connection = kept.take(resting -> isReady(resting, atMost)).orElseGet(() -> connect(atMost));
        try {
            return kept.use(connection, using -> {
                var answer = question.ask(using);
                endTransaction(using);
                return answer;
            });
        } catch (SQLException e) {
            throw errors().of(e);
        }
    }

    /** Asks over a connection that somebody else has. */
    <V> V ask(Connection connection, Question<V> question) {
        try {
            return question.ask(connection);
        } catch (SQLException e) {
            throw errors().of(e);
        }
    }

    /** Sends statements all or not at all, as the platform. */
    void change(SqlText... texts) {
        with(connection -> {
            PostgresTransaction.sendAsPlatform(connection, List.of(texts));
            return true;
        });
    }

    /** Asks or does something in one transaction, as the platform. */
    <V> V acting(Duration atMost, Question<V> question) {
        return with(atMost, connection -> {
            connection.setAutoCommit(false);
            send(connection, PostgresAuthority.ACT);
            var answer = question.ask(connection);
            connection.commit();
            return answer;
        });
    }

    /** Sends one statement as the administrator itself. */
    void run(SqlText text) {
        with(connection -> {
            text.execute(connection);
            return true;
        });
    }

    /** JDBC's own escapes, such as <code>{d ..}</code>, would be replaced in names and in the text of functions. */
    static void send(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
        }
    }

    List<String> texts(String query, Object... parameters) {
        return with(connection -> CatalogRow.texts(connection, query, parameters));
    }

    /** Whether the query has a row. */
    boolean holds(String query, Object... parameters) {
        return !texts(query, parameters).isEmpty();
    }

    int version() {
        return Integer.parseInt(
                        texts("SELECT current_setting('server_version_num')").get(0))
                / 10000;
    }

    static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }

    DatabaseException busy(String text) {
        return new DatabaseException(Kind.BUSY, "PostgreSQL at %s: %s".formatted(server(), text));
    }

    /** What a failure means, for people. */
    String words(SQLException failure) {
        return String.valueOf(errors().of(failure).getMessage());
    }

    @Override
    public void close() {
        kept.close();
    }

    /** That it takes the limit shows that it is there. */
    private static boolean isReady(Connection connection, Duration atMost) {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(MoveEnd.GRACE));
            send(connection, "SET statement_timeout TO " + atMost.toMillis());
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(atMost.toMillis() + GRACE));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Connection connect(Duration atMost) {
        try {
            var administrator = new Credential(new Identifier(configuration.username()), configuration.password());
            return new PostgresAddress(configuration).connectForLong(administrator, atMost);
        } catch (SQLException e) {
            throw errors().ofLogin(e);
        }
    }

    private PostgresErrors errors() {
        return new PostgresErrors(
                server(), configuration.tls().clientCertificate().isPresent());
    }
}
