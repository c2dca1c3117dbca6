package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a server is, how Lakou logs in, and what services may ask of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.engine == oldSelf.engine",
        message = "spec.engine cannot be changed: it is another server then. Make a new DatabaseServer.",
        fieldPath = ".engine")
@ValidationRule(
        value =
                "has(self.database) == has(oldSelf.database) && (!has(self.database) || self.database == oldSelf.database)",
        message = "spec.database cannot be changed: the schemas would stay behind. Make a new DatabaseServer.",
        fieldPath = ".database")
@ValidationRule(
        value = "self.engine == 'PostgreSQL' ? has(self.database) : !has(self.database)",
        message = "spec.database names the shared database: required for PostgreSQL, and not for MySQL,"
                + " where each schema is a database of its own.",
        fieldPath = ".database")
@ValidationRule(
        value = "self.engine == 'PostgreSQL' || !has(self.allowedExtensions)",
        message = "spec.allowedExtensions is for PostgreSQL only: remove it.",
        fieldPath = ".allowedExtensions")
@ValidationRule(
        value = "self.engine == 'PostgreSQL' || !has(self.isolation)",
        message = "spec.isolation is for PostgreSQL only: remove it.",
        fieldPath = ".isolation")
@ValidationRule(
        value = "self.engine == 'PostgreSQL' || !has(self.strangers)",
        message = "spec.strangers is for PostgreSQL only: remove it.",
        fieldPath = ".strangers")
@ValidationRule(
        value = "self.engine == 'PostgreSQL' || !has(self.defaults) || !has(self.defaults.settings)",
        message = "spec.defaults.settings is for PostgreSQL only: MySQL has no settings for an account.",
        fieldPath = ".defaults")
public record DatabaseServerSpec(
        @Required @JsonPropertyDescription("PostgreSQL or MySQL. MariaDB is MySQL here; status.flavor tells.")
                EngineKind engine,
        @Required @Size(min = 1, max = 253) @Pattern(Patterns.HOST) @JsonPropertyDescription("Host name or IP address.")
                String host,
        @Min(1) @Max(65535) @JsonPropertyDescription("Default: 5432 or 3306.") @Nullable Integer port,
        @Size(min = 1, max = 63) @JsonPropertyDescription("PostgreSQL: the database that the services share.") @Nullable
                String database,
        @Required
                @JsonPropertyDescription(
                        "A Secret in the operator's namespace with the keys username and password, or url.")
                AdminSecretReference adminSecretRef,
        @JsonPropertyDescription("How much TLS to insist on. Default: Prefer.") @Nullable TlsSpec tls,
        @JsonPropertyDescription("What services are told where it differs from what Lakou uses.") @Nullable
                Endpoint endpoint,
        @JsonPropertyDescription("A replica that only reads: where readers, and users that only read, are sent.")
                @Nullable
                ReadEndpoint readEndpoint,
        @JsonPropertyDescription("The namespaces that may have schemas here. Default: none.") @Nullable
                AllowedNamespaces allowedNamespaces,
        @Size(max = 256)
                @JsonPropertyDescription("A regular expression that the whole name of each schema must match.")
                @Nullable
                String schemaNamePattern,
        @Min(1)
                @Max(1_000_000)
                @JsonPropertyDescription(
                        "How many connections may be promised to all services together. Default: no bound.")
                @Nullable
                Integer connectionBudget,
        @Size(max = 50)
                @JsonPropertyDescription("PostgreSQL: the extensions that services may ask for. Default: none.")
                @Nullable
                List<@Size(min = 1, max = 63) String> allowedExtensions,
        @JsonPropertyDescription("For services that do not say it themselves.") @Nullable ServiceDefaults defaults,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('1s') && duration(self) <= duration('24h')",
                        message = "spec.resyncInterval must be 1s or more, since each round reads the server,"
                                + " and 24h or less, since it finds what nobody tells of.")
                @JsonPropertyDescription("How often everything is compared with the server, whatever the looks of"
                        + " driftInterval tell. Default: 5m for the server itself, 1h for each service and reader.")
                @Nullable
                String resyncInterval,
        @Min(1) @Max(100) @JsonPropertyDescription("Connections that Lakou itself may hold. Default: 4.") @Nullable
                Integer maxConnections,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('1s') && duration(self) <= duration('24h')",
                        message = "spec.driftInterval must be 1s or more, since each look asks the server,"
                                + " and 24h or less, since it finds what was changed by hand.")
                @JsonPropertyDescription(
                        "How often Lakou looks for changes made by hand, with one cheap statement. Default: 10s.")
                @Nullable
                String driftInterval,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value =
                                "duration(self) == duration('0s') || duration(self) >= duration('5s') && duration(self) <= duration('1h')",
                        message = "spec.metricsInterval must be 5s or more, since each reading asks the server, and 1h"
                                + " or less; or 0s for no metrics of what services use.")
                @JsonPropertyDescription(
                        "How often Lakou reads what each service uses, for /q/metrics. 0s: never. Default: 30s.")
                @Nullable
                String metricsInterval,
        @JsonPropertyDescription("From when on sessions of services and readers are too much for their neighbours, and"
                        + " what becomes of those. Default: never.")
                @Nullable
                WatchdogSpec watchdog,
        @JsonPropertyDescription("While true, Lakou changes nothing on this server and says what it would do.")
                @Nullable
                Boolean suspend,
        @JsonPropertyDescription(
                        "PostgreSQL: whether to take from PUBLIC what it may do with the database and its schema public."
                                + " WhenUnused (default): only while nobody but Lakou's services is found who relies on it;"
                                + " Close: always; Report: never, it is told.")
                @Nullable
                IsolationMode isolation,
        @JsonPropertyDescription(
                        "PostgreSQL: what becomes of rights that somebody gave roles which are not Lakou's on the schemas"
                                + " of services. Revoke (default) takes them; Report leaves and tells them.")
                @Nullable
                StrangersMode strangers,
        @Size(max = 50)
                @JsonPropertyDescription("Roles made without Lakou that services may let read their schemas, with"
                        + " sharedWith: names, or patterns in which * stands for any text (MySQL: user@host where the"
                        + " host is not %). Default: none.")
                @Nullable
                List<@Size(min = 1, max = 320) String> shareableRoles,
        @Size(max = 100)
                @JsonPropertyDescription(
                        "Who may take over what on this server that Lakou did not make for them. Default: nobody.")
                @Nullable
                List<AdoptionConsent> adoption) {

    /** What the server speaks. */
    public enum EngineKind {
        PostgreSQL,
        MySQL
    }

    /** What becomes of the rights of roles that are not Lakou's. */
    public enum StrangersMode {
        Revoke,
        Report
    }

    /** When the rights of PUBLIC are closed. */
    public enum IsolationMode {
        Report,
        WhenUnused,
        Close
    }

    /** A Secret in the operator's namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AdminSecretReference(
            @Size(min = 1, max = 63)
                    @Pattern(Patterns.NAMESPACE)
                    @JsonPropertyDescription("Default, and only choice: the operator's namespace.")
                    @Nullable
                    String namespace,
            @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name) {}

    /** What services are told instead of host and port. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Endpoint(
            @Required @Size(min = 1, max = 253) @Pattern(Patterns.HOST) String host,
            @Min(1) @Max(65535) @Nullable Integer port,
            @JsonPropertyDescription("Set where a pooler answers there: it refuses a search_path in the URL.") @Nullable
                    Pooler pooler) {
        /** The poolers that Lakou knows. */
        public enum Pooler {
            PgBouncer
        }
    }

    /** Where a replica listens. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReadEndpoint(
            @Required @Size(min = 1, max = 253) @Pattern(Patterns.HOST) String host,
            @Min(1) @Max(65535) @Nullable Integer port) {}

    /** For services that do not say it themselves. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceDefaults(
            @Min(1) @Max(10000) @Nullable Integer connectionLimit,
            @Size(max = 50)
                    @ValidationRule(
                            value = Patterns.SETTING_NAMES,
                            message = "spec.defaults.settings: " + Patterns.SETTING_NAMES_MESSAGE)
                    @Nullable
                    Map<String, String> settings) {}
}
