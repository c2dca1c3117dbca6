package dev.lakou.environment;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a PostgreSQL cluster is set up.
 *
 * @param tls whether it offers TLS, with the certificate of {@link TestCertificates}
 * @param settings what is added to {@code postgresql.conf}
 */
public record PostgresOptions(boolean tls, Map<String, String> settings) {

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public static PostgresOptions standard() {
        return new PostgresOptions(false, Map.of("max_connections", "200"));
    }

    public PostgresOptions withTls() {
        return new PostgresOptions(true, settings);
    }

    public PostgresOptions with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(tls, more);
    }
}
