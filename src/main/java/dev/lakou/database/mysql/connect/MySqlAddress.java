package dev.lakou.database.mysql.connect;

import com.mysql.cj.jdbc.Driver;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.Tls;
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
import java.util.regex.Pattern;

/** How the driver reaches a server. */
public final class MySqlAddress {
    /** The driver reads host and port from the URL only, where other characters would begin something else. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,8}");

    private final String authority;
    private final Map<String, String> properties;

    public MySqlAddress(ServerConfiguration configuration) {
        var host = configuration.host();
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("A host is a DNS name or an IP address; this is \"" + host + "\".");
        }
        this.authority = (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + configuration.port();
        var all = new HashMap<>(Map.of(
                "connectTimeout", "5000",
                "socketTimeout", "60000",
                "tcpKeepAlive", "true",
                "allowLoadLocalInfile", "false",
                "connectionAttributes", "program_name:lakou",
                // In this mode, and only so, MySqlQuoting means what it says.
                "sessionVariables", "sql_mode='STRICT_TRANS_TABLES',lock_wait_timeout=5",
                "sslMode", sslMode(configuration.tls().mode())));
        if (configuration.tls().mode().compareTo(TlsMode.REQUIRE) < 0) {
            // Without TLS, caching_sha2_password encrypts the password with a key that the server sends.
            all.put("allowPublicKeyRetrieval", "true");
        }
        certificates(configuration.tls(), all);
        this.properties = Map.copyOf(all);
    }

    public String url() {
        return "jdbc:mysql://" + authority + "/";
    }

    public Map<String, String> properties() {
        return properties;
    }

    /** Logs in as a service does; the caller closes the connection. */
    Connection connect(Credential credential, Optional<Identifier> schema) throws SQLException {
        var connection = connect(credential, Map.of("socketTimeout", "10000"));
        try {
            if (schema.isPresent()) {
                connection.setCatalog(schema.get().value());
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** For one who waits so long for an answer, and sends many rows at once; the caller closes the connection. */
    public Connection connectForLong(Credential credential, Duration atMost) throws SQLException {
        return connect(
                credential,
                Map.of("socketTimeout", Long.toString(atMost.toMillis()), "rewriteBatchedStatements", "true"));
    }

    private Connection connect(Credential credential, Map<String, String> more) throws SQLException {
        var all = new Properties();
        all.putAll(properties);
        all.putAll(more);
        all.setProperty("user", credential.user().value());
        all.setProperty("password", credential.password().value());
        return Optional.ofNullable(new Driver().connect(url(), all))
                .orElseThrow(() -> new SQLException("The driver does not take its own URL."));
    }

    private static String sslMode(TlsMode mode) {
        return switch (mode) {
            case DISABLE -> "DISABLED";
            case PREFER -> "PREFERRED";
            case REQUIRE -> "REQUIRED";
            case VERIFY_CA -> "VERIFY_CA";
            case VERIFY_FULL -> "VERIFY_IDENTITY";
        };
    }

    private static void certificates(Tls tls, Map<String, String> properties) {
        tls.clientCertificate().ifPresent(client -> {
            properties.put(
                    "clientCertificateKeyStoreUrl",
                    CertificateFile.keyStoreOf(client).toUri().toString());
            properties.put("clientCertificateKeyStoreType", CertificateFile.KEY_STORE_TYPE);
            properties.put("clientCertificateKeyStorePassword", CertificateFile.KEY_STORE_PASSWORD);
        });
        if (tls.mode().compareTo(TlsMode.VERIFY_CA) < 0) {
            return;
        }
        tls.certificateAuthority().ifPresent(pem -> {
            properties.put(
                    "trustCertificateKeyStoreUrl",
                    CertificateFile.keyStoreOf(pem).toUri().toString());
            properties.put("trustCertificateKeyStoreType", CertificateFile.KEY_STORE_TYPE);
            properties.put("trustCertificateKeyStorePassword", CertificateFile.KEY_STORE_PASSWORD);
            properties.put("fallbackToSystemTrustStore", "false");
        });
    }
}
