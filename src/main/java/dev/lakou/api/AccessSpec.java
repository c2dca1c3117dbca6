package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service wants to do in the schema of another on the same server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.columns) || has(self.tables)",
        message = "spec.access[].columns needs spec.access[].tables: name the tables whose columns they are.")
@ValidationRule(
        value = "!has(self.columns) || !has(self.privileges) || !('DELETE' in self.privileges)",
        message = "spec.access[].privileges: DELETE takes whole rows, and so does not go with columns.")
public record AccessSpec(
        @Required @JsonPropertyDescription("The other ServiceSchema.") SchemaReference schemaRef,
        @Size(min = 1, max = 200)
                @JsonPropertyDescription("Names of tables. Default: all of them, future ones too.")
                @Nullable
                List<@Size(min = 1, max = 63) String> tables,
        @Size(min = 1, max = 200)
                @JsonPropertyDescription("The only columns of these tables. Default: all of them.")
                @Nullable
                List<@Size(min = 1, max = 63) String> columns,
        @Size(min = 1, max = 4) @JsonPropertyDescription("Default: SELECT.") @Nullable
                List<TablePrivilege> privileges) {}
