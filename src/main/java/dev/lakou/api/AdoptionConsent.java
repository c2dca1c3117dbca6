package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which namespaces may take over what on a server, as the platform team says. In each list, {@code *} stands for any text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdoptionConsent(
        @Required
                @Size(min = 1, max = 50)
                @JsonPropertyDescription("Names of namespaces whose ServiceSchemas may; * stands for any text.")
                List<@Size(min = 1, max = 63) @Pattern("^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$") String> namespaces,
        @Required
                @Size(max = 100)
                @JsonPropertyDescription("Schemas that they may take over; in MySQL, databases. * stands for any text.")
                List<@Size(min = 1, max = 64) String> schemas,
        @Required
                @Size(max = 100)
                @JsonPropertyDescription(
                        "Logins and other roles that they may take over, such as <schema>_owner where it exists."
                                + " * stands for any text.")
                List<@Size(min = 1, max = 80) String> users,
        @JsonPropertyDescription(
                        "Whether deletionPolicy Delete may drop what was taken over. Retain blocks it. Default: Retain.")
                @Nullable
                Deletion deletion,
        @Size(max = 20)
                @JsonPropertyDescription(
                        "Other clusters, by the uid of their namespace kube-system, whose Lakou made it and"
                                + " runs no more: what they left may be taken over.")
                @Nullable
                List<@Size(min = 1, max = 64) @Pattern("^[0-9A-Za-z-]+$") String> fromClusters) {

    /** What may become of it when the resource that took it over is deleted. */
    public enum Deletion {
        Retain,
        Delete
    }
}
