package dev.lakou.connection;

import java.util.Map;
import java.util.TreeMap;

/** The keys that every Secret has. Each is a C identifier with a prefix, so that envFrom overwrites no HOST or USER. */
final class GenericKeys {
    /** Where the operator itself reads the password back. */
    static final String PASSWORD = "DB_PASSWORD";

    private GenericKeys() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new TreeMap<>(urls.keys());
        keys.put("DATABASE_URL", urls.standard());
        keys.put("R2DBC_URL", urls.r2dbc());
        keys.put("JDBC_DATABASE_URL", urls.jdbc());
        keys.put("JDBC_DATABASE_USERNAME", details.user());
        keys.put("JDBC_DATABASE_PASSWORD", details.password());
        keys.put("DB_HOST", details.endpoint().host());
        keys.put("DB_PORT", Integer.toString(details.endpoint().port()));
        keys.put("DB_NAME", details.database().value());
        keys.put("DB_SCHEMA", details.schema().value());
        keys.put("DB_USER", details.user());
        keys.put("DB_USERNAME", details.user());
        keys.put(PASSWORD, details.password());
        details.pool().ifPresent(pool -> keys.putAll(pool.keys()));
        details.insistedTls()
                .flatMap(ClientTls::certificateAuthority)
                .ifPresent(authority -> keys.put("DB_CA_CERT", authority));
        return keys;
    }
}
