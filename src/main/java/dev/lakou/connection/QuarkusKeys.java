package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Quarkus, for its JDBC datasource and its reactive one. */
final class QuarkusKeys {
    private static final int POOL_OF_AGROAL = 50;

    private QuarkusKeys() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new LinkedHashMap<>(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", urls.jdbcOfProduct(),
                "QUARKUS_DATASOURCE_REACTIVE_URL", urls.anonymous(),
                "QUARKUS_DATASOURCE_USERNAME", details.user(),
                "QUARKUS_DATASOURCE_PASSWORD", details.password()));
        details.productPool(POOL_OF_AGROAL).ifPresent(pool -> {
            keys.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", Integer.toString(pool.most()));
            keys.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", Integer.toString(pool.most()));
        });
        details.pool()
                .flatMap(Pool::recycle)
                .ifPresent(age -> keys.put("QUARKUS_DATASOURCE_JDBC_MAX_LIFETIME", age.toSeconds() + "S"));
        return keys;
    }
}
