package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a service used when its server was read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageStatus(
        @JsonPropertyDescription(
                        "The connections of all its logins. Told anew once they differ by a fifth of the promised"
                                + " connections, and by two at least.")
                @Nullable
                Integer connections,
        @Size(max = 16)
                @JsonPropertyDescription(
                        "What its tables and indexes hold, in two digits. Told anew once it differs by a" + " tenth.")
                @Nullable
                String size,
        @Size(max = 32)
                @JsonPropertyDescription("When that was read. It is told at most once in each resyncInterval of the"
                        + " DatabaseServer; the metrics tell it as it is.")
                @Nullable
                String readTime) {}
