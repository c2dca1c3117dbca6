package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server is, as it answered last.
 *
 * @param flavor PostgreSQL, MySQL or MariaDB
 * @param provider who runs it, where that can be recognised
 * @param identity what the server has in common with no other; DatabaseServers with the same one are the same server
 * @param schemas how many ServiceSchemas are on it
 * @param promisedConnections the sum of their connection limits
 * @param usage what was used of it a while ago
 * @param missingPrivileges the statements that a DBA must run before Lakou can work; a last line counts those that are left out
 * @param orphanedLogins logins that are open and whose resource is gone; a last line counts those that are left out
 * @param observedGeneration the generation of the spec that this status tells about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseServerStatus(
        @Nullable String version,
        @Nullable String flavor,
        @Nullable String provider,
        @Nullable Boolean superuser,
        @Nullable Integer maxConnections,
        @Nullable String identity,
        @Nullable Integer schemas,
        @Nullable Integer promisedConnections,
        @Nullable ServerUsageStatus usage,
        @Nullable List<String> missingPrivileges,
        @Nullable List<String> orphanedLogins,
        @Nullable Long observedGeneration,
        List<Condition> conditions) {}
