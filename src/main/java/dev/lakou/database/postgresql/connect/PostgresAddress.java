package dev.lakou.database.postgresql.connect;

import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TlsMode;
import dev.lakou.database.jdbc.CertificateFile;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** How the driver reaches a server. Host, port and database go as properties, so that they cannot become others. */
public final class PostgresAddress {
    /** Everything that matters is in the properties. */
    public static final String URL = "jdbc:postgresql://";

    /** Each instance looks for a file of defaults in every library of the class path when it first connects. */
    private static final Driver DRIVER = new Driver();

    private final Map<String, String> properties;

    public PostgresAddress(ServerConfiguration configuration) {
        var database = configuration.database().map(Identifier::value).orElse("postgres");
        var all = new HashMap<>(Map.of(
                "PGHOST", configuration.host(),
                "PGPORT", Integer.toString(configuration.port()),
                "PGDBNAME", database,
                "ApplicationName", "lakou",
                "connectTimeout", "5",
                "loginTimeout", "10",
                "socketTimeout", "60",
                "tcpKeepAlive", "true",
                // A statement that is not prepared goes as one message, however many statements it holds.
                "preferQueryMode", "extendedForPrepared",
                "sslmode", sslmode(configuration.tls().mode())));
        // Otherwise the name of the application is told after the login, by a statement of its own.
        all.put("assumeMinServerVersion", "9.0");
        certificates(configuration, all);
        properties = Map.copyOf(all);
    }

    /** For the administrator: names mean the catalogs, nothing waits for long, and no small question is compiled. */
    Map<String, String> adminProperties() {
        var all = new HashMap<>(properties);
        all.put("options", "-c search_path=pg_catalog -c statement_timeout=30s -c lock_timeout=5s -c jit=off");
        // The same few questions are asked all day: the server keeps their plans.
        all.put("prepareThreshold", "1");
        return all;
    }

    /** Logs in as a service does; the caller closes the connection. */
    Connection connect(Credential credential) throws SQLException {
        var all = new Properties();
        all.putAll(properties);
        all.setProperty("user", credential.user().value());
        all.setProperty("password", credential.password().value());
        // A pooler that has no connection to spare would have this one wait for minutes.
        all.setProperty("socketTimeout", "10");
        return connect(all);
    }

    /** As the administrator, for statements that take long, outside of any pool; the caller closes it. */
    public Connection connectForLong(Credential administrator, Duration atMost) throws SQLException {
        var all = new Properties();
        all.putAll(adminProperties());
        all.setProperty(
                "options",
                "-c search_path=pg_catalog -c lock_timeout=5s -c jit=off -c statement_timeout=" + atMost.toMillis());
        all.setProperty("socketTimeout", Long.toString(atMost.toSeconds() + 10));
        all.setProperty("user", administrator.user().value());
        all.setProperty("password", administrator.password().value());
        all.setProperty("prepareThreshold", "0");
        return connect(all);
    }

    /** Comes without TLS, and goes when asked for a password: nothing is said that others must not hear. */
    Optional<SQLException> knock(Identifier user) {
        var all = new Properties();
        all.putAll(properties);
        all.setProperty("user", user.value());
        all.setProperty("sslmode", "disable");
        try (var connection = connect(all)) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    private static Connection connect(Properties all) throws SQLException {
        return Optional.ofNullable(DRIVER.connect(URL, all))
                .orElseThrow(() -> new SQLException("The driver does not take its own URL."));
    }

    private static String sslmode(TlsMode mode) {
        return switch (mode) {
            case DISABLE -> "disable";
            case PREFER -> "prefer";
            case REQUIRE -> "require";
            case VERIFY_CA -> "verify-ca";
            case VERIFY_FULL -> "verify-full";
        };
    }

    private static void certificates(ServerConfiguration configuration, Map<String, String> properties) {
        configuration.tls().clientCertificate().ifPresent(client -> {
            properties.put("sslkey", CertificateFile.keyStoreOf(client).toString());
            properties.put("sslpassword", CertificateFile.KEY_STORE_PASSWORD);
        });
        if (configuration.tls().mode().compareTo(TlsMode.VERIFY_CA) < 0) {
            return;
        }
        configuration
                .tls()
                .certificateAuthority()
                .ifPresentOrElse(
                        pem -> properties.put(
                                "sslrootcert", CertificateFile.of(pem).toString()),
                        () -> properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
    }
}
