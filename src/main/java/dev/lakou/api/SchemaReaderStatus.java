package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has: the effective values, defaults included.
 *
 * @param database the database that it logs in to; in MySQL, the first of the schemas
 * @param schemas what it may read now, as the server says, as many as fit; Ready tells how many there are
 * @param promisedConnections the connections that its server has promised it, both logins of a rotation counted
 * @param usage what it used a while ago; a reader has no size
 * @param observedGeneration the generation of the spec that this status tells about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaReaderStatus(
        @Nullable String server,
        @Nullable String database,
        @Nullable String user,
        @Nullable String secretName,
        ServiceSchemaStatus.@Nullable Binding binding,
        @Nullable RotationStatus rotation,
        @Nullable List<String> schemas,
        @Nullable Integer promisedConnections,
        @Nullable UsageStatus usage,
        @Nullable Long observedGeneration,
        List<Condition> conditions) {}
