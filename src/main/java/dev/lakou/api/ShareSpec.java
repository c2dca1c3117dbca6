package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consent: who may do what in the schema of this service, a resource or a role that somebody made on the server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.columns) || has(self.tables)",
        message = "spec.sharedWith[].columns needs spec.sharedWith[].tables: name the tables whose columns they are.")
@ValidationRule(
        value = "!has(self.kind) || self.kind != 'SchemaReader'"
                + " || (!has(self.tables) && !has(self.columns) && !has(self.privileges))",
        message = "spec.sharedWith[]: a SchemaReader reads all tables. Remove tables, columns and privileges.")
@ValidationRule(
        value = "has(self.role) != (has(self.namespace) && has(self.name))",
        message =
                "spec.sharedWith[] needs namespace and name of a resource, or the role of one that somebody made on the"
                        + " server.")
@ValidationRule(
        value =
                "!has(self.role) || (!has(self.kind) && !has(self.namespace) && !has(self.name) && !has(self.privileges))",
        message = "spec.sharedWith[]: a role of the server reads, all or some tables. Remove kind, namespace, name and"
                + " privileges.")
@ValidationRule(
        value = "!has(self.role) || !(self.role.startsWith('pg_') || self.role.startsWith('lakou_')"
                + " || self.role.lowerAscii() in ['public', 'none', 'root'])",
        message =
                "spec.sharedWith[].role is a name that the server or Lakou keeps for itself. Name a role of your own.")
@ValidationRule(
        value = "!has(self.host) || has(self.role)",
        message = "spec.sharedWith[].host needs spec.sharedWith[].role.")
public record ShareSpec(
        @JsonPropertyDescription("ServiceSchema or SchemaReader. Default: ServiceSchema.") @Nullable ShareKind kind,
        @Size(min = 1, max = 63) @Pattern(Patterns.NAMESPACE) @Nullable String namespace,
        @Size(min = 1, max = 253) @Pattern(Patterns.NAME) @Nullable String name,
        @Size(min = 1, max = 63)
                @ValidationRule(
                        value = "self.matches('^[^[:cntrl:]]+$')",
                        message = "spec.sharedWith[].role must not hold control characters.")
                @JsonPropertyDescription("A role that somebody made on the server, such as a login for CDC; the"
                        + " DatabaseServer must list it in shareableRoles.")
                @Nullable
                String role,
        @Size(min = 1, max = 255)
                @ValidationRule(
                        value = "self.matches('^[^[:cntrl:]]+$')",
                        message = "spec.sharedWith[].host must not hold control characters.")
                @JsonPropertyDescription("MySQL: where the account comes from, as the server has it. Default: %.")
                @Nullable
                String host,
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
