package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.PostgresAddress;
import dev.lakou.database.postgresql.PostgresAuthority;
import dev.lakou.database.postgresql.PostgresErrors;
import dev.lakou.database.postgresql.PostgresQuoting;
import dev.lakou.database.postgresql.PostgresTransaction;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the two servers of a move, as its administrator. */
record MoveEnd(ServerConfiguration configuration) {
    /** For what is asked while a service waits. */
    static final Duration SHORT = Duration.ofSeconds(30);

    /** Rows of one table, or an index over all of them. */
    static final Duration LONG = Duration.ofHours(6);

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

    <V> V with(Duration atMost, Question<V> question) {
        try (var connection = connect(atMost)) {
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

    /** JDBC's own escapes, such as <code>{d ..}</code>, would be replaced in names and in the text of functions. */
    static void send(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
        }
    }

    List<String> texts(String query, Object... parameters) {
        return with(connection -> texts(connection, query, parameters));
    }

    static List<String> texts(Connection connection, String query, Object... parameters) throws SQLException {
        return read(connection, query, row -> row.getString(1), parameters);
    }

    /** A parameter that is a list goes as an array of texts. */
    static <V> List<V> read(Connection connection, String query, Row<V> row, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof List<?> list) {
                    statement.setArray(i + 1, connection.createArrayOf("text", list.toArray()));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<V>();
                while (rows.next()) {
                    values.add(row.of(rows));
                }
                return values;
            }
        }
    }

    static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }

    private Connection connect(Duration atMost) {
        try {
            var administrator = new Credential(new Identifier(configuration.username()), configuration.password());
            return new PostgresAddress(configuration).connectForLong(administrator, atMost);
        } catch (SQLException e) {
            throw errors().ofLogin(e);
        }
    }

    DatabaseException busy(String text) {
        return new DatabaseException(Kind.BUSY, "PostgreSQL at %s: %s".formatted(server(), text));
    }

    private PostgresErrors errors() {
        return new PostgresErrors(
                server(), configuration.tls().clientCertificate().isPresent());
    }

    interface Question<V> {
        V ask(Connection connection) throws SQLException;
    }

    interface Row<V> {
        V of(ResultSet row) throws SQLException;
    }
}
