package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which schemas are read, by what login. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.serverRef.name == oldSelf.serverRef.name",
        message = "spec.serverRef.name cannot be changed: the login would stay behind. Make a new SchemaReader.",
        fieldPath = ".serverRef.name")
@ValidationRule(
        value = "has(self.user) == has(oldSelf.user) && (!has(self.user) || self.user == oldSelf.user)",
        message = "spec.user cannot be changed: somebody logs in with it. Make a new SchemaReader.",
        fieldPath = ".user")
public record SchemaReaderSpec(
        @Required @JsonPropertyDescription("The DatabaseServer that holds all of the schemas.")
                ServerReference serverRef,
        @Size(min = 1, max = 63)
                @ValidationRule(
                        value = "!self.startsWith('pg_') && !(self in ['public', 'none', 'root', 'postgres'])",
                        message = "spec.user is a name that the server keeps for itself. Choose another.")
                @ValidationRule(
                        value = "self.matches('^[^[:cntrl:]]+$')",
                        message = "spec.user must not hold control characters. Choose another name.")
                @JsonPropertyDescription(
                        "Name of the login. Default: metadata.name with '-' and '.' as '_'. Cannot be changed.")
                @Nullable
                String user,
        @Required
                @Size(min = 1, max = 1000)
                @JsonPropertyDescription("The ServiceSchemas that are read, in the order of the search_path."
                        + " Those of other namespaces must share with this reader.")
                List<SchemaReference> schemas,
        @JsonPropertyDescription("PostgreSQL: whether views can be read too, whose functions and those of the tables"
                        + " beneath them then run with the rights of the reader. Default: false.")
                @Nullable
                Boolean includeViews,
        @JsonPropertyDescription(
                        "Whether it may make tables that end with its session, as a replica of PostgreSQL never"
                                + " does. Default: false; then PostgreSQL begins its transactions as read-only ones.")
                @Nullable
                Boolean temporaryTables,
        @Min(1)
                @Max(10000)
                @JsonPropertyDescription("Connections that it may hold at the same time."
                        + " Default: spec.defaults.connectionLimit of the DatabaseServer.")
                @Nullable
                Integer connectionLimit,
        @Size(max = 50)
                @ValidationRule(
                        value = Patterns.SETTING_NAMES,
                        message = "spec.settings: " + Patterns.SETTING_NAMES_MESSAGE)
                @JsonPropertyDescription("PostgreSQL: settings for each of its sessions.")
                @Nullable
                Map<String, String> settings,
        @Size(max = 64)
                @ValidationRule(
                        value = "timestamp(self) > timestamp('2000-01-01T00:00:00Z')",
                        message = "spec.expiresAt is a time such as 2027-01-31T18:00:00Z.")
                @JsonPropertyDescription("When the login is closed and the Secret removed (RFC 3339). Default: never.")
                @Nullable
                String expiresAt,
        @JsonPropertyDescription("The Secret that is written for the reader.") @Nullable SecretSpec secret,
        @ValidationRule(
                        value = RotationSpec.LONGER_THAN_OVERLAP,
                        message = "spec.rotation.every must be longer than spec.rotation.overlap (default 24h):"
                                + " only two credentials work at a time.")
                @JsonPropertyDescription("When the credential changes. Default: only on request.")
                @Nullable
                RotationSpec rotation) {}
