package dev.lakou.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a service should set up its own pool, in SQLAlchemy's words.
 *
 * @param maxOverflow connections beyond {@code size} in a rush
 * @param recycle age at which a connection is replaced
 * @param prePing whether a connection is tried before it is used
 */
public record Pool(int size, int maxOverflow, Duration recycle, boolean prePing) {

    Map<String, String> keys() {
        return Map.of(
                "DB_POOL_SIZE", Integer.toString(size),
                "DB_MAX_OVERFLOW", Integer.toString(maxOverflow),
                "DB_POOL_RECYCLE", Long.toString(recycle.toSeconds()),
                "DB_POOL_PRE_PING", Boolean.toString(prePing));
    }

    List<String> mistakes() {
        var mistakes = new ArrayList<String>();
        if (size < 1) {
            mistakes.add("spec.pool.size is %d; a pool holds at least 1 connection.".formatted(size));
        }
        if (maxOverflow < 0) {
            mistakes.add("spec.pool.maxOverflow is %d; write 0 for no overflow.".formatted(maxOverflow));
        }
        if (recycle.toSeconds() < 1) {
            mistakes.add("spec.pool.recycle is %s; clients count it in seconds, write 1s or more."
                    .formatted(recycle.toString()));
        }
        return mistakes;
    }
}
