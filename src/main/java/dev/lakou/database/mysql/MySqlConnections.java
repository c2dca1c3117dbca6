package dev.lakou.database.mysql;

import dev.lakou.database.PoolUse;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.JdbcPool;
import dev.lakou.database.mysql.connect.MySqlAddress;
import dev.lakou.database.mysql.connect.MySqlErrors;
import dev.lakou.database.mysql.flavor.MySqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The administrator's connections to one server, whichever product answers on each; errors come out as what they mean. */
final class MySqlConnections implements AutoCloseable {
    private final JdbcPool pool;
    private final MySqlErrors errors;

    /** How the server read names when it was last asked; another one may answer since. */
    private volatile Optional<MySqlNames> names = Optional.empty();

    MySqlConnections(ServerConfiguration configuration) {
        var address = new MySqlAddress(configuration);
        this.pool = JdbcPool.open(address.url(), address.properties(), configuration, configuration.maxConnections());
        this.errors = new MySqlErrors(
                configuration.host() + ":" + configuration.port(),
                configuration.tls().clientCertificate().isPresent());
    }

    <V> V with(Question<V> question) {
        try (var connection = connection()) {
            var dialect = MySqlDialect.of(connection);
            names = Optional.of(dialect.names());
            return question.ask(connection, dialect);
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    /** The administrator may write to a replica that is read_only, which would part it from its source for good. */
    <V> V withWritable(Question<V> question) {
        return with((connection, dialect) -> {
            if (MySqlProbe.isReadOnly(connection)) {
                throw errors.readOnly();
            }
            return question.ask(connection, dialect);
        });
    }

    MySqlNames names() {
        return names.orElseGet(() -> with((connection, dialect) -> dialect.names()));
    }

    PoolUse use() {
        return pool.use();
    }

    @Override
    public void close() {
        pool.close();
    }

    private Connection connection() {
        try {
            return pool.connection();
        } catch (SQLException e) {
            throw errors.ofLogin(e);
        }
    }

    /** What is asked or done on one connection. */
    interface Question<V> {
        V ask(Connection connection, MySqlStatements dialect) throws SQLException;
    }
}
