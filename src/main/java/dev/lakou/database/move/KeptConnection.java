package dev.lakou.database.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/** A connection that rests between the questions of a move. Whatever is under way in one ends when the move is cancelled. */
public final class KeptConnection implements AutoCloseable {
    private final Cancellation cancellation;
    private Optional<Connection> resting = Optional.empty();

    public KeptConnection(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** The one that rests, if it is of use still. It is the caller's, for {@link #use}. */
    public Optional<Connection> take(Predicate<Connection> isOfUse) {
        var kept = resting;
        resting = Optional.empty();
        var found = kept.filter(isOfUse);
        if (found.isEmpty()) {
            kept.ifPresent(KeptConnection::end);
        }
        return found;
    }

    /** Has it rest after the question, or ends it where that failed. */
    public <V> V use(Connection connection, Question<V> question) throws SQLException {
        var isWhole = false;
        try (var wait = cancellation.begin(() -> abort(connection))) {
            var answer = question.ask(connection);
            close();
            resting = Optional.of(connection);
            isWhole = true;
            return answer;
        } finally {
            if (!isWhole) {
                end(connection);
            }
        }
    }

    /** Ends it after the question. */
    public <V> V useOnce(Connection connection, Question<V> question) throws SQLException {
        try (var wait = cancellation.begin(() -> abort(connection))) {
            return question.ask(connection);
        } finally {
            end(connection);
        }
    }

    /** Whatever was open in it is taken back by the server. */
    public static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    /** Does not wait for anything that is under way in it. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        resting.ifPresent(KeptConnection::end);
        resting = Optional.empty();
    }

    /** What is asked or done over a connection. */
    @FunctionalInterface
    public interface Question<V> {
        V ask(Connection connection) throws SQLException;
    }
}
