package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Spring Boot, for JDBC with HikariCP and for R2DBC; it reads those of the one that it finds. */
final class SpringKeys {
    private static final int POOL_OF_HIKARI = 10;

    private SpringKeys() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new LinkedHashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", urls.jdbcOfProduct(),
                "SPRING_DATASOURCE_USERNAME", details.user(),
                "SPRING_DATASOURCE_PASSWORD", details.password(),
                "SPRING_R2DBC_URL", urls.r2dbc()));
        details.idleConnections().ifPresent(size -> keys.put("SPRING_DATASOURCE_HIKARI_MINIMUM_IDLE", size.toString()));
        details.productPool(POOL_OF_HIKARI).ifPresent(pool -> {
            keys.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", Integer.toString(pool.most()));
            keys.put("SPRING_R2DBC_POOL_MAX_SIZE", Integer.toString(pool.most()));
        });
        details.pool()
                .flatMap(Pool::recycle)
                .ifPresent(age -> keys.put("SPRING_DATASOURCE_HIKARI_MAX_LIFETIME", Long.toString(age.toMillis())));
        return keys;
    }
}
