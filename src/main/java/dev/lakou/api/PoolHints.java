package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a service should set up its own connection pool.
 *
 * @param recycle age at which a connection is replaced, such as {@code 1h}
 * @param prePing whether a connection is tried before it is used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolHints(
        @Min(1) @Max(10000) @Nullable Integer size,
        @Min(0) @Max(10000) @Nullable Integer maxOverflow,
        @Pattern(Patterns.DURATION) @Size(max = 32) @Nullable String recycle,
        @Nullable Boolean prePing) {}
