package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveSpec.Cutover;
import dev.lakou.api.SchemaMoveSpec.Method;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.SchemaTransfers;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.server.Durations;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A move with all that it concerns: the service, the server that it is on before, and the one that it is on after. */
record MoveSubject(
        SchemaMove move,
        ServiceSchema schema,
        Marker marker,
        ResolvedServer source,
        ResolvedServer target,
        Context<SchemaMove> context) {
    static final String APPROVE = "lakou.dev/approve";
    private static final String LONGEST_GAP = "10s";
    private static final String LONGEST_GAP_OF_A_COPY = "1h";
    private static final String KEEP = "168h";

    static Method method(SchemaMove move) {
        return Optional.ofNullable(move.getSpec().method()).orElse(Method.Replicate);
    }

    static boolean isApproved(SchemaMove move) {
        return move.getSpec().cutover() != Cutover.OnApproval || "true".equals(annotation(move, APPROVE));
    }

    static Duration keep(SchemaMove move) {
        return Durations.parse(
                "keepSource", Optional.ofNullable(move.getSpec().keepSource()).orElse(KEEP));
    }

    static String annotation(SchemaMove move, String name) {
        return Optional.ofNullable(move.getMetadata().getAnnotations())
                .flatMap(all -> Optional.ofNullable(all.get(name)))
                .orElse("");
    }

    /** How long the service may be kept from writing. */
    static Duration longestGap(SchemaMove move) {
        var otherwise = method(move) == Method.Copy ? LONGEST_GAP_OF_A_COPY : LONGEST_GAP;
        return Durations.parse(
                "maximumGap", Optional.ofNullable(move.getSpec().maximumGap()).orElse(otherwise));
    }

    Duration longestGap() {
        return longestGap(move);
    }

    /** Connects when first asked. The caller closes it. */
    SchemaTransfer open(SchemaTransfers transfers) {
        return transfers.open(order(), source.configuration(), target.configuration());
    }

    /** Whether its Secrets and its status tell of that server, and it is as it should be there. */
    static boolean isReadyOn(ServiceSchema schema, String server) {
        return Optional.ofNullable(schema.getStatus())
                .filter(status -> server.equals(status.server()))
                .flatMap(status -> Conditions.find(Conditions.READY, status.conditions()))
                .filter(ready -> ready.getStatus().equals("True"))
                .isPresent();
    }

    MoveOrder order() {
        return new MoveOrder(
                marker,
                Names.of(schema).schemas().stream().map(MovedName::new).toList(),
                logins(),
                method(move) == Method.Copy ? MoveMethod.COPY : MoveMethod.REPLICATE,
                "DatabaseServer \"%s\"".formatted(target.name()));
    }

    private Set<Identifier> logins() {
        var status = Optional.ofNullable(schema.getStatus());
        return Stream.concat(
                        status.map(ServiceSchemaStatus::user).stream(),
                        status.map(ServiceSchemaStatus::users).stream()
                                .flatMap(users -> users.stream().map(ServiceSchemaStatus.User::user)))
                .map(Identifier::new)
                .collect(Collectors.toSet());
    }
}
