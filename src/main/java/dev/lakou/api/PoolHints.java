package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a service should set up its own connection pool.
 *
 * @param recycle age at which a connection is replaced, such as {@code 1h}
 * @param prePing whether a connection is tried before it is used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolHints(
        @Min(1) @Nullable Integer size,
        @Min(0) @Nullable Integer maxOverflow,
        @Pattern("^([0-9]{1,9}(ms|s|m|h))+$") @Nullable String recycle,
        @Nullable Boolean prePing) {}
