package dev.lakou.connection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Langflow, whose own pool is larger than what most services may have. */
final class LangflowKeys {
    private static final int ITS_OWN_POOL = 20 + 30;
    private static final Duration ITS_OWN_RECYCLE = Duration.ofMinutes(30);

    private LangflowKeys() {}

    /** Langflow overwrites the options of its URL without a word; the search path of the login holds. */
    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new LinkedHashMap<>(Map.of("DATABASE_URL", urls.plain(), "LANGFLOW_DATABASE_URL", urls.plain()));
        details.productPool(ITS_OWN_POOL)
                .ifPresent(pool -> keys.put("LANGFLOW_DB_CONNECTION_SETTINGS", settings(details, pool)));
        return keys;
    }

    /** All of them: what is left out is SQLAlchemy's default, not Langflow's. */
    private static String settings(ConnectionDetails details, ProductPool pool) {
        return "{\"pool_size\": %d, \"max_overflow\": %d, \"pool_timeout\": 30, \"pool_pre_ping\": %b, \"pool_recycle\": %d}"
                .formatted(
                        pool.size(),
                        pool.overflow(),
                        details.pool().flatMap(Pool::prePing).orElse(true),
                        details.pool()
                                .flatMap(Pool::recycle)
                                .orElse(ITS_OWN_RECYCLE)
                                .toSeconds());
    }
}
