package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which service goes where, and how. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.schemaRef.name == oldSelf.schemaRef.name",
        message = "spec.schemaRef.name cannot be changed: the move of that one has begun. Make a new SchemaMove.",
        fieldPath = ".schemaRef.name")
@ValidationRule(
        value = "self.to.serverRef.name == oldSelf.to.serverRef.name",
        message = "spec.to.serverRef.name cannot be changed: the move to that one has begun. Make a new SchemaMove.",
        fieldPath = ".to.serverRef.name")
@ValidationRule(
        value = "has(self.method) == has(oldSelf.method) && (!has(self.method) || self.method == oldSelf.method)",
        message = "spec.method cannot be changed: the move has begun with it. Make a new SchemaMove.",
        fieldPath = ".method")
public record SchemaMoveSpec(
        @Required @JsonPropertyDescription("The ServiceSchema that moves, of this namespace.")
                ResourceReference schemaRef,
        @Required @JsonPropertyDescription("Where it goes.") Target to,
        @JsonPropertyDescription("How the rows get there. Replicate: while the service writes on, between"
                        + " PostgreSQL servers. Copy: while it waits. Default: Replicate.")
                @Nullable
                Method method,
        @JsonPropertyDescription("When the service is taken over. Automatic: as soon as it can be. OnApproval: once the"
                        + " annotation lakou.dev/approve is \"true\". Default: Automatic.")
                @Nullable
                Cutover cutover,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('100ms') && duration(self) <= duration('24h')",
                        message = "spec.maximumGap must be from 100ms to 24h.")
                @JsonPropertyDescription("How long the service may be kept from writing; past it the move is called off"
                        + " and the service goes on where it was. Default: 10s, and 1h for Copy.")
                @Nullable
                String maximumGap,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) <= duration('87600h')",
                        message = "spec.keepSource must be 87600h (ten years) or less.")
                @JsonPropertyDescription("How long the data stays at the former server, set aside and closed, before"
                        + " spec.deletionPolicy of the ServiceSchema says what becomes of it. Default: 168h.")
                @Nullable
                String keepSource) {

    /** Where a service goes. */
    public record Target(
            @Required @JsonPropertyDescription("The DatabaseServer to be on then, of the same engine.")
                    ServerReference serverRef) {}

    /** How rows get from one server to the other. */
    public enum Method {
        Replicate,
        Copy
    }

    /** When a service is taken over. */
    public enum Cutover {
        Automatic,
        OnApproval
    }
}
