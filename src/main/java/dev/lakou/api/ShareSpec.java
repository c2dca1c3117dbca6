package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consent: who may do what in the schema of this service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.columns) || has(self.tables)",
        message = "spec.sharedWith[].columns needs spec.sharedWith[].tables: name the tables whose columns they are.")
@ValidationRule(
        value = "!has(self.kind) || self.kind != 'SchemaReader'"
                + " || (!has(self.tables) && !has(self.columns) && !has(self.privileges))",
        message = "spec.sharedWith[]: a SchemaReader reads all tables. Remove tables, columns and privileges.")
public record ShareSpec(
        @JsonPropertyDescription("ServiceSchema or SchemaReader. Default: ServiceSchema.") @Nullable ShareKind kind,
        @Required @Size(min = 1, max = 63) @Pattern(Patterns.NAMESPACE) String namespace,
        @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name,
        @Size(min = 1, max = 200)
                @JsonPropertyDescription("Names of tables. Default: all of them, future ones too.")
                @Nullable
                List<@Size(min = 1, max = 63) String> tables,
        @Size(min = 1, max = 200)
                @JsonPropertyDescription("The only columns of these tables. Default: all of them.")
                @Nullable
                List<@Size(min = 1, max = 63) String> columns,
        @Size(min = 1, max = 4) @JsonPropertyDescription("Default: SELECT.") @Nullable
                List<TablePrivilege> privileges) {

    /** Whom a schema is shared with. */
    public enum ShareKind {
        ServiceSchema,
        SchemaReader
    }
}
