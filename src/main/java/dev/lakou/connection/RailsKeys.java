package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of Rails, whose pool has a connection for each thread: it is told only how many the team wants. */
final class RailsKeys {
    private RailsKeys() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new LinkedHashMap<>(Map.of("DATABASE_URL", urls.rails()));
        details.pool()
                .flatMap(Pool::most)
                .ifPresent(connections -> keys.put("RAILS_MAX_THREADS", connections.toString()));
        return keys;
    }
}
