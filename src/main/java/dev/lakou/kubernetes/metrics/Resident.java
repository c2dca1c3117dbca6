package dev.lakou.kubernetes.metrics;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.ServiceDefaults;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes knows of a tenant.
 *
 * @param ready {@code True}, {@code False} or {@code Unknown}
 * @param overridden how many settings it has otherwise than its server says
 */
record Resident(
        String kind,
        String namespace,
        String name,
        String ready,
        String reason,
        int promised,
        List<RotationStatus> rotations,
        int overridden) {

    static Resident of(ServiceSchema schema, DatabaseServer server) {
        var status = Optional.ofNullable(schema.getStatus());
        return of(
                schema,
                status.map(ServiceSchemaStatus::conditions),
                status.map(ServiceSchemaStatus::promisedConnections),
                Tenant.rotations(status).toList(),
                overridden(schema.getSpec().settings(), server));
    }

    static Resident of(SchemaReader reader, DatabaseServer server) {
        var status = Optional.ofNullable(reader.getStatus());
        return of(
                reader,
                status.map(SchemaReaderStatus::conditions),
                status.map(SchemaReaderStatus::promisedConnections),
                status.map(SchemaReaderStatus::rotation).stream().toList(),
                overridden(reader.getSpec().settings(), server));
    }

    private static Resident of(
            HasMetadata resource,
            Optional<List<Condition>> conditions,
            Optional<Integer> promised,
            List<RotationStatus> rotations,
            int overridden) {
        var ready = conditions.flatMap(all -> Conditions.find(Conditions.READY, all));
        return new Resident(
                resource.getKind(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName(),
                ready.map(Condition::getStatus).orElse("Unknown"),
                ready.map(Condition::getReason).orElse(Reason.Pending.name()),
                promised.orElse(0),
                rotations,
                overridden);
    }

    boolean isReady() {
        return ready.equals("True");
    }

    /** When the first of its credentials is due to be rotated, in seconds. */
    OptionalLong due() {
        return first(RotationStatus::nextTime);
    }

    /** When the oldest of its credentials was issued, in seconds. */
    OptionalLong issued() {
        return first(RotationStatus::lastTime);
    }

    private OptionalLong first(Function<RotationStatus, @Nullable String> time) {
        return rotations.stream()
                .map(time)
                .filter(Objects::nonNull)
                .mapToLong(text -> Instant.parse(text).getEpochSecond())
                .min();
    }

    private static int overridden(@Nullable Map<String, String> own, DatabaseServer server) {
        var defaults = Optional.ofNullable(server.getSpec().defaults())
                .map(ServiceDefaults::settings)
                .orElse(Map.of());
        return (int) Optional.ofNullable(own).orElse(Map.of()).entrySet().stream()
                .filter(setting -> !setting.getValue().equals(defaults.get(setting.getKey())))
                .count();
    }
}
