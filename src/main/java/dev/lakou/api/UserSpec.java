package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another login of a service, which works with what the owner's login makes and makes nothing itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserSpec(
        @Required
                @Size(min = 1, max = 63)
                @ValidationRule(
                        value = "!self.startsWith('pg_') && !(self in ['public', 'none', 'root', 'postgres'])",
                        message = "spec.users[].name is a name that the server keeps for itself. Choose another.")
                @ValidationRule(
                        value = "self.matches('^[^[:cntrl:]]+$')",
                        message = "spec.users[].name must not hold control characters. Choose another name.")
                @JsonPropertyDescription("Name of the login.")
                String name,
        @Required
                @JsonPropertyDescription(
                        "ReadWrite: rows, sequences and functions, but no DDL. ReadOnly: rows to read, of tables and views.")
                Reach access,
        @Min(1)
                @Max(10000)
                @JsonPropertyDescription("Connections that it may hold at the same time."
                        + " Default: spec.defaults.connectionLimit of the DatabaseServer.")
                @Nullable
                Integer connectionLimit,
        @Size(max = 50)
                @ValidationRule(
                        value = Patterns.SETTING_NAMES,
                        message = "spec.users[].settings: " + Patterns.SETTING_NAMES_MESSAGE)
                @JsonPropertyDescription("PostgreSQL: settings for each of its sessions.")
                @Nullable
                Map<String, String> settings,
        @JsonPropertyDescription("Its Secret. Default name: <name>-database, with '_' and '.' as '-'.") @Nullable
                SecretSpec secret) {

    /** What a login may do with rows. */
    public enum Reach {
        ReadOnly,
        ReadWrite
    }
}
