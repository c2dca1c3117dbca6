package dev.lakou.database.mysql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.KeptConnection;
import dev.lakou.database.mysql.MySqlDialect;
import dev.lakou.database.mysql.MySqlStatements;
import dev.lakou.database.mysql.connect.MySqlAddress;
import dev.lakou.database.mysql.connect.MySqlErrors;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the two servers of a move, as its administrator. A connection is kept between questions: at the cut-over a
 * service waits for each of them.
 */
final class MoveEnd implements AutoCloseable {
    /** For what is asked while a service waits. */
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** Rows of one table, or an index over all of them. */
    private static final Duration LONG = Duration.ofHours(6);

    /**
     * Values are read and written as they are stored: times in one zone, a zero as a zero, dates as they once were taken.
     * The other side may take long to take a row, or to give the next.
     */
    private static final String PLAIN =
            "SET time_zone = '+00:00', character_set_results = utf8mb4, net_read_timeout = 21600, net_write_timeout = 21600,"
                    + " sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'";

    private static final int SECONDS_TO_ANSWER = 5;

    private final ServerConfiguration configuration;
    private final KeptConnection kept;

    MoveEnd(ServerConfiguration configuration, Cancellation cancellation) {
        this.configuration = configuration;
        this.kept = new KeptConnection(cancellation);
    }

    String server() {
        return configuration.address().toString();
    }

    /** Asks or does what leaves the session as it is. */
    <V> V with(Question<V> question) {
        var connection = kept.take(MoveEnd::answers).orElseGet(() -> connect(SHORT));
        try {
            return kept.use(connection, using -> question.ask(using, MySqlDialect.of(using)));
        } catch (SQLException e) {
            throw errors().of(e);
        }
    }

    /** Asks or does something in a session of its own, which ends with it, and all locks of it. */
    <V> V alone(Question<V> question) {
        try {
            return kept.useOnce(connect(LONG), using -> question.ask(using, MySqlDialect.of(using)));
        } catch (SQLException e) {
            throw errors().of(e);
        }
    }

    /** Each may be repeated. */
    void run(List<SqlText> texts) {
        with((connection, dialect) -> {
            for (var text : texts) {
                text.execute(connection);
            }
            return true;
        });
    }

    List<String> texts(String query, String... parameters) {
        return with((connection, dialect) -> list(connection, query, row -> row.getString(1), parameters));
    }

    static <V> List<V> list(Connection connection, String query, Row<V> row, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (var place = 0; place < parameters.length; place++) {
                statement.setString(place + 1, parameters[place]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<V>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        }
    }

    /** JDBC's own escapes, such as <code>{d ..}</code>, would be replaced in names and in the text of routines. */
    static void send(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
        }
    }

    DatabaseException busy(String text) {
        return new DatabaseException(Kind.BUSY, "MySQL at %s: %s".formatted(server(), text));
    }

    @Override
    public void close() {
        kept.close();
    }

    private static boolean answers(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect(Duration atMost) {
        try {
            var administrator = new Credential(new Identifier(configuration.username()), configuration.password());
            var connection = new MySqlAddress(configuration).connectForLong(administrator, atMost);
            try {
                send(connection, PLAIN);
                return connection;
            } catch (SQLException e) {
                KeptConnection.end(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw errors().ofLogin(e);
        }
    }

    private MySqlErrors errors() {
        return new MySqlErrors(server(), configuration.tls().clientCertificate().isPresent());
    }

    interface Question<V> {
        V ask(Connection connection, MySqlStatements dialect) throws SQLException;
    }

    interface Row<V> {
        V read(ResultSet row) throws SQLException;
    }
}
