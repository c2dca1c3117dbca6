package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service has: the effective values, defaults included.
 *
 * @param database the database that holds the schema; in MySQL, the schema itself
 * @param owner the role that owns what the service creates; absent in MySQL
 * @param observedGeneration the generation of the spec that this status tells about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceSchemaStatus(
        @Nullable String server,
        @Nullable String database,
        @Nullable String schema,
        @Nullable String owner,
        @Nullable String user,
        @Nullable String secretName,
        @Nullable Binding binding,
        @Nullable Rotation rotation,
        @Nullable Long observedGeneration,
        List<Condition> conditions) {

    /** The Secret that a ServiceBinding may name. */
    public record Binding(String name) {}

    /**
     * Where the service stands in the rotation of its credential.
     *
     * @param count how many times it was rotated
     * @param message what is waited for
     * @param lastTime when the present credential was issued (RFC 3339)
     * @param nextTime when the next one is due; absent where only a request rotates
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rotation(
            Phase phase, int count, @Nullable String message, @Nullable String lastTime, @Nullable String nextTime) {
        /** What becomes of the former credential. */
        public enum Phase {
            /** It does not work any more, or there is none. */
            Steady,
            /** It works beside the present one. */
            Overlap,
            /** The overlap is over, but sessions still use it. */
            Draining
        }
    }
}
