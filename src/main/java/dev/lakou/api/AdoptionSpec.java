package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What becomes of a schema and a login that somebody else made under the names of a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdoptionSpec(
        @JsonPropertyDescription(
                        "Refuse leaves them alone, Preview says what TakeOver would do. Both need the consent of the DatabaseServer's"
                                + " spec.adoption. Default: Refuse.")
                @Nullable
                Policy policy,
        @JsonPropertyDescription(
                        "Keep goes on with the login's present password, which passwordSecretRef must name."
                                + " Reset sets a new one, of which only the new Secret tells the running service. Default: Keep.")
                @Nullable
                PasswordPolicy password,
        @JsonPropertyDescription("The Secret of the same namespace that holds the login's present password.") @Nullable
                PasswordReference passwordSecretRef) {

    /** Whether what others made is taken over. */
    public enum Policy {
        Refuse,
        Preview,
        TakeOver
    }

    /** What becomes of the password of a login that is taken over. */
    public enum PasswordPolicy {
        Keep,
        Reset
    }

    /** One key of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PasswordReference(
            @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name,
            @Size(min = 1, max = 253)
                    @Pattern(Patterns.SECRET_KEY)
                    @JsonPropertyDescription("Default: password.")
                    @Nullable
                    String key) {}
}
