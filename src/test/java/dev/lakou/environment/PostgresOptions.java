package dev.lakou.environment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a PostgreSQL cluster is set up.
 *
 * @param settings what is added to {@code postgresql.conf}
 * @param disk a disk of its own besides the one of its data
 */
public record PostgresOptions(Map<String, String> settings, Optional<SmallDisk> disk) {

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public static PostgresOptions standard() {
        return new PostgresOptions(Map.of("max_connections", "200"), Optional.empty());
    }

    public PostgresOptions withTls() {
        return withTls(TestCertificates.shared());
    }

    public PostgresOptions withTls(TestCertificates certificates) {
        return with("ssl", "on")
                .with("ssl_cert_file", certificates.certificate().toString())
                .with("ssl_key_file", certificates.key().toString());
    }

    public PostgresOptions with(SmallDisk smallDisk) {
        return new PostgresOptions(settings, Optional.of(smallDisk));
    }

    public PostgresOptions with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(more, disk);
    }
}
