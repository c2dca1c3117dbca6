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

/** What a service wants. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.schema) == has(oldSelf.schema) && (!has(self.schema) || self.schema == oldSelf.schema)",
        message = "spec.schema cannot be changed: the data would stay behind. Make a new ServiceSchema.",
        fieldPath = ".schema")
@ValidationRule(
        value = "has(self.user) == has(oldSelf.user) && (!has(self.user) || self.user == oldSelf.user)",
        message = "spec.user cannot be changed: running services log in with it. Make a new ServiceSchema.",
        fieldPath = ".user")
public record ServiceSchemaSpec(
        @Required @JsonPropertyDescription("The DatabaseServer to be on.") ServerReference serverRef,
        @Size(min = 1, max = 63)
                @ValidationRule(
                        value = "!self.startsWith('pg_')",
                        message = "spec.schema must not begin with \"pg_\": PostgreSQL keeps these names for itself.")
                @ValidationRule(
                        value =
                                "!(self in ['public', 'none', 'information_schema', 'performance_schema', 'mysql', 'sys'])",
                        message = "spec.schema is a name that the server keeps for itself. Choose another.")
                @ValidationRule(
                        value = "self.matches('^[^[:cntrl:]]+$')",
                        message = "spec.schema must not hold control characters. Choose another name.")
                @JsonPropertyDescription(
                        "Name of the schema (MySQL: of the database). Default: metadata.name with '-' and '.' as '_'."
                                + " Cannot be changed.")
                @Nullable
                String schema,
        @Size(max = 10)
                @ValidationRule(
                        value = "self.all(name, !name.startsWith('pg_'))",
                        message =
                                "spec.extraSchemas must not begin with \"pg_\": PostgreSQL keeps these names for itself.")
                @ValidationRule(
                        value = "self.all(name, !(name in ['public', 'none', 'information_schema',"
                                + " 'performance_schema', 'mysql', 'sys']))",
                        message = "spec.extraSchemas has a name that the server keeps for itself. Choose another.")
                @ValidationRule(
                        value = "self.all(name, name.matches('^[^[:cntrl:]]+$'))",
                        message = "spec.extraSchemas must not hold control characters. Choose another name.")
                @ValidationRule(
                        value = "self.all(name, self.exists_one(other, other == name))",
                        message = "spec.extraSchemas must not name a schema twice.")
                @JsonPropertyDescription("Further schemas, owned and shared like the first. A name that is removed is"
                        + " closed to the service and keeps its data.")
                @Nullable
                List<@Size(min = 1, max = 63) String> extraSchemas,
        @Size(min = 1, max = 63)
                @ValidationRule(
                        value = "!self.startsWith('pg_')",
                        message = "spec.user must not begin with \"pg_\": PostgreSQL keeps these names for itself.")
                @ValidationRule(
                        value = "!(self in ['public', 'none', 'root', 'postgres'])",
                        message = "spec.user is a name that the server keeps for itself. Choose another.")
                @ValidationRule(
                        value = "self.matches('^[^[:cntrl:]]+$')",
                        message = "spec.user must not hold control characters. Choose another name.")
                @JsonPropertyDescription("Name of the login. Default: <schema>_user. Cannot be changed.")
                @Nullable
                String user,
        @Size(max = 20)
                @ValidationRule(
                        value = "self.all(name, name.matches('^[^[:cntrl:]]+$'))",
                        message = "spec.searchPath must not hold control characters. Choose another name.")
                @JsonPropertyDescription("PostgreSQL: the schemas that follow the service's own in search_path.")
                @Nullable
                List<@Size(min = 1, max = 63) String> searchPath,
        @Min(1)
                @Max(10000)
                @JsonPropertyDescription("Connections that the service may hold at the same time."
                        + " Default: spec.defaults.connectionLimit of the DatabaseServer.")
                @Nullable
                Integer connectionLimit,
        @JsonPropertyDescription(
                        "Hints for the service's connection pool; written to the Secret as DB_POOL_* keys, and as those of the preset's product.")
                @Nullable
                PoolHints pool,
        @Size(max = 50)
                @ValidationRule(
                        value = Patterns.SETTING_NAMES,
                        message = "spec.settings: " + Patterns.SETTING_NAMES_MESSAGE)
                @JsonPropertyDescription(
                        "PostgreSQL: settings for each session of the service, such as statement_timeout.")
                @Nullable
                Map<String, String> settings,
        @Size(max = 20)
                @ValidationRule(
                        value = "self.all(name, name.matches('^[^[:cntrl:]]+$'))",
                        message = "spec.extensions must not hold control characters. Choose another name.")
                @JsonPropertyDescription(
                        "PostgreSQL: extensions that the service needs; the DatabaseServer must allow them.")
                @Nullable
                List<@Size(min = 1, max = 63) String> extensions,
        @Size(max = 20)
                @ValidationRule(
                        value = "self.all(one, self.exists_one(other, other.name == one.name))",
                        message = "spec.users must not name a login twice.")
                @JsonPropertyDescription("Further logins, which work with rows and make nothing: an application beside"
                        + " the login that migrates, a person who looks.")
                @Nullable
                List<UserSpec> users,
        @Size(max = 50)
                @ValidationRule(
                        value = Patterns.TABLES_AND_COLUMNS,
                        message = "spec.access names more than 1000 tables and columns in all: leave out tables,"
                                + " which means all of them.")
                @JsonPropertyDescription("What the service wants to do in schemas of others on the same server.")
                @Nullable
                List<AccessSpec> access,
        @Size(max = 200)
                @ValidationRule(
                        value = Patterns.TABLES_AND_COLUMNS,
                        message = "spec.sharedWith names more than 1000 tables and columns in all: leave out tables,"
                                + " which means all of them.")
                @JsonPropertyDescription("Who may do what in this schema. Default: those of the same namespace, what"
                        + " they ask for; an empty list: nobody.")
                @Nullable
                List<ShareSpec> sharedWith,
        @JsonPropertyDescription("The Secret that is written for the service.") @Nullable SecretSpec secret,
        @JsonPropertyDescription("What becomes of a schema and a login of these names that somebody else made.")
                @Nullable
                AdoptionSpec adoption,
        @ValidationRule(
                        value = RotationSpec.LONGER_THAN_OVERLAP,
                        message = "spec.rotation.every must be longer than spec.rotation.overlap (default 24h):"
                                + " only two credentials work at a time.")
                @JsonPropertyDescription("When the credential changes. Default: only on request.")
                @Nullable
                RotationSpec rotation,
        @JsonPropertyDescription("What happens to schema and data when this resource is deleted. Default: Retain.")
                @Nullable
                DeletionPolicy deletionPolicy,
        @JsonPropertyDescription("While true, Lakou leaves database and Secret as they are.") @Nullable
                Boolean suspend) {

    /** What happens to schema and data when the resource is deleted. */
    public enum DeletionPolicy {
        Retain,
        Delete
    }
}
