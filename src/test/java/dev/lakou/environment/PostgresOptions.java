package dev.lakou.environment;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a PostgreSQL cluster is set up.
 *
 * @param settings what is added to {@code postgresql.conf}
 */
public record PostgresOptions(Map<String, String> settings) {

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public static PostgresOptions standard() {
        return new PostgresOptions(Map.of("max_connections", "200"));
    }

    public PostgresOptions withTls() {
        return withTls(TestCertificates.shared());
    }

    public PostgresOptions withTls(TestCertificates certificates) {
        return with("ssl", "on")
                .with("ssl_cert_file", certificates.certificate().toString())
                .with("ssl_key_file", certificates.key().toString());
    }

    public PostgresOptions with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(more);
    }
}
