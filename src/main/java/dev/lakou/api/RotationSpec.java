package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a service gets another credential, and how long the one before goes on working. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationSpec(
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('5m') && duration(self) <= duration('87600h')",
                        message = "spec.rotation.every must be 5m or more, since each rotation changes the server, the"
                                + " Secret and what reads it, and 87600h (ten years) or less.")
                @JsonPropertyDescription("How often, such as 720h. Default: only when the annotation lakou.dev/rotate"
                        + " of the ServiceSchema gets another value.")
                @Nullable
                String every,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('1s') && duration(self) <= duration('87600h')",
                        message =
                                "spec.rotation.overlap must be 1s or more, since whatever reads the Secret needs time to"
                                        + " do so, and 87600h (ten years) or less.")
                @JsonPropertyDescription("How long the former credential works beside the new one, at least;"
                        + " in PostgreSQL until no session uses it. Default: 24h.")
                @Nullable
                String overlap,
        @Size(max = 20)
                @JsonPropertyDescription("Deployments of the same namespace that are restarted after each rotation.")
                @Nullable
                List<@Size(min = 1, max = 253) @Pattern(Patterns.NAME) String> restart) {

    /** The time for which a former credential works where the spec does not say it. */
    public static final String DEFAULT_OVERLAP = "24h";

    /** Said of the field rotation. */
    static final String LONGER_THAN_OVERLAP =
            "!has(self.every) || duration(self.every) > duration(has(self.overlap) ? self.overlap : '24h')";
}
