package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A right that stands on the server: seen from the service that has it, the schema of another; seen from that other,
 * who has it.
 *
 * @param kind ServiceSchema, SchemaReader, or Role for one that Lakou did not make
 * @param namespace absent for a role
 * @param tables absent for all of them, future ones too
 * @param columns absent for all of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessStatus(
        @JsonPropertyDescription("ServiceSchema, SchemaReader, or Role for one that Lakou did not make.") String kind,
        @Nullable String namespace,
        String name,
        @Nullable List<String> tables,
        @Nullable List<String> columns,
        List<String> privileges) {}
