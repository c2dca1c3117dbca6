package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Grafana's own database; its sslmode is {@code disable} unless told. */
final class GrafanaKeys {
    private GrafanaKeys() {}

    static Map<String, String> of(ConnectionDetails details) {
        var keys = new LinkedHashMap<>(Map.of(
                "GF_DATABASE_TYPE", details.byEngine("postgres", "mysql"),
                "GF_DATABASE_HOST", details.endpoint().authority(),
                "GF_DATABASE_NAME", details.database().value(),
                "GF_DATABASE_USER", details.user(),
                "GF_DATABASE_PASSWORD", details.password()));
        details.toldTls().ifPresent(tls -> {
            keys.put("GF_DATABASE_SSL_MODE", details.byEngine(tls.sslmode(), wordForMySql(tls)));
            tls.trustedFile().ifPresent(file -> keys.put("GF_DATABASE_CA_CERT_PATH", file));
        });
        return keys;
    }

    private static String wordForMySql(ClientTls tls) {
        if (!tls.insists()) {
            return "false";
        }
        return tls.verifies() ? "true" : "skip-verify";
    }
}
