package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service has: the effective values, defaults included.
 *
 * @param database the database that holds the schema; in MySQL, the schema itself
 * @param extraSchemas its further schemas
 * @param owner the role that owns what the service creates; absent in MySQL
 * @param users its further logins
 * @param access what it may do in the schemas of others, as the server says, as much as fits
 * @param readers who else may do what in its schema, as the server says, as many as fit; Ready tells how many more there are
 * @param promisedConnections the connections that its server has promised it, both logins of a rotation counted
 * @param usage what it used a while ago
 * @param observedGeneration the generation of the spec that this status tells about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceSchemaStatus(
        @Nullable String server,
        @Nullable String database,
        @Nullable String schema,
        @Nullable List<String> extraSchemas,
        @Nullable String owner,
        @Nullable String user,
        @Nullable String secretName,
        @Nullable Binding binding,
        @Nullable RotationStatus rotation,
        @Nullable List<User> users,
        @Nullable List<AccessStatus> access,
        @Nullable List<AccessStatus> readers,
        @Nullable Integer promisedConnections,
        @Nullable UsageStatus usage,
        @Nullable Long observedGeneration,
        List<Condition> conditions) {

    /** The Secret that a ServiceBinding may name. */
    public record Binding(String name) {}

    /**
     * Another login of the service.
     *
     * @param name what the spec calls it
     * @param user the login that its Secret names now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record User(
            String name,
            String user,
            String secretName,
            @Nullable Binding binding,
            @Nullable RotationStatus rotation) {}
}
