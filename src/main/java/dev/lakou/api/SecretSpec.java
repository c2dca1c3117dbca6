package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secret that is written for a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretSpec(
        @Size(min = 1, max = 253)
                @Pattern(Patterns.NAME)
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
                @ValidationRule(
                        value = "self.all(key, key.matches('^[A-Za-z_][A-Za-z0-9_]{0,252}$'))",
                        message = "spec.secret.template: keys are names for the environment: letters, digits and _,"
                                + " no digit in front, at most 253.")
                @JsonPropertyDescription(
                        "Further keys, each a Mustache template such as {{user}}@{{host}}; values are URL-encoded,"
                                + " those in triple braces are not.")
                @Nullable
                Map<String, @Size(max = 4096) String> template,
        @JsonPropertyDescription("Labels and annotations of the Secret.") @Nullable SecretMetadata metadata,
        @JsonPropertyDescription(
                        "Adds a second Secret in the form of servicebinding.io; status.binding.name tells its name.")
                @Nullable
                Boolean serviceBinding) {

    /** Labels and annotations of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretMetadata(
            @Size(max = 50)
                    @ValidationRule(
                            value = Patterns.METADATA_KEYS,
                            message = "spec.secret.metadata.labels: " + Patterns.METADATA_KEYS_MESSAGE)
                    @Nullable
                    Map<String, @Size(max = 63) @Pattern(Patterns.LABEL_VALUE) String> labels,
            @Size(max = 50)
                    @ValidationRule(
                            value = Patterns.METADATA_KEYS,
                            message = "spec.secret.metadata.annotations: " + Patterns.METADATA_KEYS_MESSAGE)
                    @Nullable
                    Map<String, @Size(max = 1024) String> annotations) {}
}
