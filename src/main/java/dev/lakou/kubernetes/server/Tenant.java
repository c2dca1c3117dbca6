package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource with logins on a server.
 *
 * @param limits how many connections each of its users may hold; empty where there is no limit
 * @param loginsEach how many logins each of its users may have at the same time
 */
public record Tenant(HasMetadata resource, List<Optional<Integer>> limits, int loginsEach) {
    public Tenant {
        limits = List.copyOf(limits);
    }

    public static Tenant of(ServiceSchema schema, DatabaseServer server) {
        var spec = schema.getSpec();
        var limits = new ArrayList<Optional<Integer>>();
        limits.add(ServerDefaults.connectionLimit(server, spec.connectionLimit()));
        Optional.ofNullable(spec.users())
                .orElse(List.of())
                .forEach(user -> limits.add(ServerDefaults.connectionLimit(server, user.connectionLimit())));
        var status = Optional.ofNullable(schema.getStatus());
        var rotations = Stream.concat(
                status.map(ServiceSchemaStatus::rotation).stream(),
                status.map(ServiceSchemaStatus::users).orElse(List.of()).stream()
                        .map(ServiceSchemaStatus.User::rotation)
                        .filter(Objects::nonNull));
        return new Tenant(
                schema, limits, loginsEach(spec.rotation() != null || rotations.anyMatch(Tenant::isUnderway), server));
    }

    public static Tenant of(SchemaReader reader, DatabaseServer server) {
        var spec = reader.getSpec();
        var rotation = Optional.ofNullable(reader.getStatus()).map(SchemaReaderStatus::rotation);
        return new Tenant(
                reader,
                List.of(ServerDefaults.connectionLimit(server, spec.connectionLimit())),
                loginsEach(
                        spec.rotation() != null
                                || rotation.filter(Tenant::isUnderway).isPresent(),
                        server));
    }

    /** The most that it may hold; a user without a limit counts as none. */
    int connections() {
        return loginsEach * limits.stream().mapToInt(limit -> limit.orElse(0)).sum();
    }

    boolean isLimited() {
        return limits.stream().allMatch(Optional::isPresent);
    }

    /** In PostgreSQL the limit is one of each login, and there are two of them while a credential is rotated. */
    private static int loginsEach(boolean rotates, DatabaseServer server) {
        return rotates && server.getSpec().engine() == EngineKind.PostgreSQL ? 2 : 1;
    }

    private static boolean isUnderway(RotationStatus rotation) {
        return rotation.phase() != Phase.Steady;
    }
}
