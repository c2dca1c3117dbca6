package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The namespaces that may have schemas on a server: those listed, and those that {@code from} adds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.from) && self.from == 'Selector') == has(self.selector)",
        message = "spec.allowedNamespaces.selector and from: Selector go together.")
public record AllowedNamespaces(
        @JsonPropertyDescription("All, or Selector (by the labels of the namespace).") @Nullable From from,
        @Nullable LabelSelector selector,
        @Size(max = 200) @JsonPropertyDescription("Names of namespaces.") @Nullable
                List<@Size(min = 1, max = 63) @Pattern(Patterns.NAMESPACE) String> names) {

    /** Where the namespaces come from. */
    public enum From {
        All,
        Selector
    }
}
