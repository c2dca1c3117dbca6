package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
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
 * @param promised the connections that the server has promised it already; 0 while nothing of it was made there
 * @param isRefused whether its present spec was refused for another reason than the budget
 */
public record Tenant(
        HasMetadata resource, List<Optional<Integer>> limits, int loginsEach, int promised, boolean isRefused) {
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
        var isUnderway = rotations(status).anyMatch(Tenant::isUnderway);
        return of(
                schema,
                limits,
                loginsEach(spec.rotation() != null || isUnderway, server),
                isUnderway,
                status.map(ServiceSchemaStatus::promisedConnections),
                status.map(ServiceSchemaStatus::conditions).orElse(List.of()));
    }

    /** Of the credentials of all its users, its own first. */
    public static Stream<RotationStatus> rotations(Optional<ServiceSchemaStatus> status) {
        return Stream.concat(
                status.map(ServiceSchemaStatus::rotation).stream(),
                status.map(ServiceSchemaStatus::users).orElse(List.of()).stream()
                        .map(ServiceSchemaStatus.User::rotation)
                        .filter(Objects::nonNull));
    }

    public static Tenant of(SchemaReader reader, DatabaseServer server) {
        var spec = reader.getSpec();
        var rotation = Optional.ofNullable(reader.getStatus()).map(SchemaReaderStatus::rotation);
        var isUnderway = rotation.filter(Tenant::isUnderway).isPresent();
        return of(
                reader,
                List.of(ServerDefaults.connectionLimit(server, spec.connectionLimit())),
                loginsEach(spec.rotation() != null || isUnderway, server),
                isUnderway,
                Optional.ofNullable(reader.getStatus()).map(SchemaReaderStatus::promisedConnections),
                Optional.ofNullable(reader.getStatus())
                        .map(SchemaReaderStatus::conditions)
                        .orElse(List.of()));
    }

    /**
     * What was made before anybody counted what it was promised has what its spec says; so has what is being rotated,
     * whose second logins nobody may hold against it.
     */
    private static Tenant of(
            HasMetadata resource,
            List<Optional<Integer>> limits,
            int loginsEach,
            boolean isUnderway,
            Optional<Integer> promised,
            List<Condition> conditions) {
        var wanted = connections(limits, loginsEach);
        return new Tenant(
                resource,
                limits,
                loginsEach,
                Finalizer.isOn(resource)
                        ? promised.filter(count -> !isUnderway || count > wanted)
                                .orElse(wanted)
                        : 0,
                isRefused(resource, conditions));
    }

    private static boolean isRefused(HasMetadata resource, List<Condition> conditions) {
        return Conditions.find(Conditions.STALLED, conditions)
                .filter((Condition stalled) ->
                        resource.getMetadata().getGeneration().equals(stalled.getObservedGeneration())
                                && !stalled.getReason().equals(Reason.ConnectionBudgetExceeded.name()))
                .isPresent();
    }

    /** The most that it may hold by its spec; a user without a limit counts as none. */
    public int connections() {
        return connections(limits, loginsEach);
    }

    private static int connections(List<Optional<Integer>> limits, int loginsEach) {
        return loginsEach * limits.stream().mapToInt(limit -> limit.orElse(0)).sum();
    }

    /** The same on a server that has promised it nothing yet: whoever is there goes before it. */
    public Tenant arriving() {
        return new Tenant(resource, limits, loginsEach, 0, false);
    }

    boolean isMade() {
        return Finalizer.isOn(resource);
    }

    /** Whether it asks for more than it has. */
    boolean grows() {
        return connections() > promised;
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
