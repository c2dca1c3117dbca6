package dev.lakou.database.postgresql.connect;

import static dev.lakou.database.postgresql.sql.CatalogRow.isTrue;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.PoolUse;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.Gathering;
import dev.lakou.database.jdbc.JdbcPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The administrator's connections to one server, and what its refusals mean. */
public final class PostgresConnections implements AutoCloseable {
    private final JdbcPool pool;
    private final PostgresErrors errors;

    /** @param most connections that may be open */
    public PostgresConnections(ServerConfiguration configuration, int most) {
        var address = new PostgresAddress(configuration);
        this.pool = JdbcPool.open(PostgresAddress.URL, address.adminProperties(), configuration, most);
        this.errors = new PostgresErrors(
                configuration.host() + ":" + configuration.port(),
                configuration.tls().clientCertificate().isPresent());
    }

    /** @throws DatabaseException when there is no connection, or the server refuses */
    public <V> V with(Question<V> question) {
        try (var connection = connection()) {
            try {
                return question.ask(connection);
            } catch (SQLException e) {
                throw explained(connection, e);
            }
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    /** What many ask at the same time asked together. */
    public <Q, A> Gathering<Q, A> together(GroupQuestion<Q, A> question) {
        return new Gathering<>(asked -> with(connection -> question.ask(connection, asked)));
    }

    /** @throws DatabaseException when the server takes no changes, or none from this session */
    public void requireWritable(Connection connection) throws SQLException {
        if (isStandby(connection)) {
            throw errors.standby();
        }
        if (isTrue(connection, "SELECT current_setting('transaction_read_only')::boolean")) {
            throw errors.readOnlyByDefault();
        }
    }

    public PoolUse use() {
        return pool.use();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A standby and a primary that takes no changes refuse them in the same words. */
    private DatabaseException explained(Connection connection, SQLException refusal) throws SQLException {
        if (PostgresError.of(refusal) != PostgresError.READ_ONLY) {
            return errors.of(refusal);
        }
        return isStandby(connection) ? errors.standby() : errors.readOnlyByDefault();
    }

    private static boolean isStandby(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT pg_is_in_recovery()");
    }

    private Connection connection() {
        try {
            return pool.connection();
        } catch (SQLException e) {
            throw errors.ofLogin(e);
        }
    }

    /** Something to do with a connection. */
    public interface Question<V> {
        V ask(Connection connection) throws SQLException;
    }

    /** One question for all who ask it at the same time; answered in their order. */
    public interface GroupQuestion<Q, A> {
        List<A> ask(Connection connection, List<Q> asked) throws SQLException;
    }
}
