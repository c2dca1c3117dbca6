package dev.lakou.environment;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database server on loopback that serves one JVM; it listens on TCP alone and asks everybody for a password. */
public sealed interface RunningDatabase extends AutoCloseable permits PostgresCluster, MySqlServer, MariaDbServer {

    default String host() {
        return "127.0.0.1";
    }

    int port();

    /** The all-powerful account. */
    Login admin();

    /** A JDBC URL without user and password. */
    String jdbcUrl(String database);

    /** PEM of the authority behind the server's certificate, which is valid for localhost and 127.0.0.1. */
    default Path authority() {
        return TestCertificates.shared().authority();
    }

    Path log();

    /** Starts it again after {@link #close()}, with the data and at the port that it had. */
    void startAgain();

    /** Opens a connection; the caller closes it. */
    default Connection connect(Login login, String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), login.user(), login.password());
    }

    default boolean answers(String database) throws SQLException {
        try (var connection = connect(admin(), database)) {
            return connection.isValid(1);
        }
    }

    @Override
    void close();
}
