package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How much TLS to insist on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.caSecretRef) || self.mode in ['VerifyCA', 'VerifyFull']",
        message = "spec.tls.caSecretRef has no effect in this mode: use VerifyCA or VerifyFull.")
@ValidationRule(
        value = "!has(self.clientCertificateSecretRef) || !(self.mode in ['Disable', 'Prefer'])",
        message = "spec.tls.clientCertificateSecretRef needs TLS in any case: use Require, VerifyCA or VerifyFull.")
public record TlsSpec(
        @Required
                @JsonPropertyDescription("Prefer takes what the server offers; Require encrypts without looking at the"
                        + " certificate; VerifyFull checks certificate and host name.")
                Mode mode,
        @JsonPropertyDescription("The certificate authority to trust, in PEM. Default: those of the Java runtime.")
                @Nullable
                CaReference caSecretRef,
        @JsonPropertyDescription("What Lakou shows a server that demands a client certificate: a Secret of type"
                        + " kubernetes.io/tls in the operator's namespace. Services are told nothing of it.")
                @Nullable
                SecretReference clientCertificateSecretRef) {

    /** In the words of PostgreSQL's sslmode. */
    public enum Mode {
        Disable,
        Prefer,
        Require,
        VerifyCA,
        VerifyFull
    }

    /** A key of a Secret in the operator's namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaReference(
            @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name,
            @Size(min = 1, max = 253)
                    @Pattern(Patterns.SECRET_KEY)
                    @JsonPropertyDescription("Default: ca.crt.")
                    @Nullable
                    String key) {}
}
