package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Names a ServiceSchema. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaReference(
        @Size(min = 1, max = 63)
                @Pattern(Patterns.NAMESPACE)
                @JsonPropertyDescription("Default: the namespace of the resource that says it.")
                @Nullable
                String namespace,
        @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name) {}
