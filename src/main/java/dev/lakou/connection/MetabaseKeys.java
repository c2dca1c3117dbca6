package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Metabase's own database; only its connection URI, which wins over the rest, has a word for TLS. */
final class MetabaseKeys {
    private static final int ITS_OWN_POOL = 15;

    private MetabaseKeys() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new LinkedHashMap<>(Map.of(
                "MB_DB_TYPE", details.byEngine("postgres", "mysql"),
                "MB_DB_HOST", details.endpoint().host(),
                "MB_DB_PORT", Integer.toString(details.endpoint().port()),
                "MB_DB_DBNAME", details.database().value(),
                "MB_DB_USER", details.user(),
                "MB_DB_PASS", details.password()));
        details.productPool(ITS_OWN_POOL)
                .ifPresent(
                        pool -> keys.put("MB_APPLICATION_DB_MAX_CONNECTION_POOL_SIZE", Integer.toString(pool.most())));
        details.insistedTls().ifPresent(tls -> keys.put("MB_DB_CONNECTION_URI", urls.jdbc()));
        return keys;
    }
}
