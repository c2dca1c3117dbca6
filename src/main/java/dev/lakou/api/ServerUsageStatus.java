package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What is used of a server, as it was read last that it was news. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerUsageStatus(
        @JsonPropertyDescription(
                        "The connections of everybody. Told anew once they differ by a tenth of maxConnections.")
                @Nullable
                Integer connections,
        @Size(max = 16) @JsonPropertyDescription("How long that reading of all services took, in two digits.") @Nullable
                String readCost,
        @Size(max = 32)
                @JsonPropertyDescription(
                        "When that was read. It is told at most once in each resyncInterval; the metrics"
                                + " tell it as it is.")
                @Nullable
                String readTime) {}
