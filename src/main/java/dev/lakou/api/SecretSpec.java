package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secret that is written for a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretSpec(
        @Size(min = 1, max = 253)
                @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
                @JsonPropertyDescription("Name of the Secret. Default: <metadata.name>-database.")
                @Nullable
                String name,
        @JsonPropertyDescription("Adds the keys that a framework or product reads. Default: Generic.") @Nullable
                Preset preset,
        @JsonPropertyDescription(
                        "PostgreSQL: whether DATABASE_URL repeats the search_path that the login has anyway. Default: true.")
                @Nullable
                Boolean searchPathInUrl,
        @Size(max = 50)
                @JsonPropertyDescription(
                        "Further keys, each a Mustache template such as {{user}}@{{host}}; values are URL-encoded,"
                                + " those in triple braces are not.")
                @Nullable
                Map<String, String> template,
        @JsonPropertyDescription("Labels and annotations of the Secret.") @Nullable SecretMetadata metadata,
        @JsonPropertyDescription(
                        "Adds a second Secret in the form of servicebinding.io; status.binding.name tells its name.")
                @Nullable
                Boolean serviceBinding) {

    /** Labels and annotations of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretMetadata(
            @Size(max = 50) @Nullable Map<String, String> labels,
            @Size(max = 50) @Nullable Map<String, String> annotations) {}
}
