package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Grafana's own database; unless told, its sslmode is {@code disable} and its pool without bounds. */
final class GrafanaKeys {
    private GrafanaKeys() {}

    static Map<String, String> of(ConnectionDetails details) {
        var keys = new LinkedHashMap<>(Map.of(
                "GF_DATABASE_TYPE", details.byEngine("postgres", "mysql"),
                "GF_DATABASE_HOST", details.endpoint().authority(),
                "GF_DATABASE_NAME", details.database().value(),
                "GF_DATABASE_USER", details.user(),
                "GF_DATABASE_PASSWORD", details.password()));
        details.productPool(Integer.MAX_VALUE)
                .ifPresent(pool -> keys.put("GF_DATABASE_MAX_OPEN_CONN", Integer.toString(pool.most())));
        details.idleConnections().ifPresent(size -> keys.put("GF_DATABASE_MAX_IDLE_CONN", size.toString()));
        details.pool()
                .flatMap(Pool::recycle)
                .ifPresent(age -> keys.put("GF_DATABASE_CONN_MAX_LIFETIME", Long.toString(age.toSeconds())));
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
