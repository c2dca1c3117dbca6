package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Rotation.Phase;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How many connections a server promises to its services, the oldest served first. */
public final class ConnectionBudget {
    private static final Comparator<ServiceSchema> OLDEST_FIRST = Comparator.comparing(
                    (ServiceSchema schema) -> schema.getMetadata().getCreationTimestamp())
            .thenComparing(schema -> schema.getMetadata().getNamespace())
            .thenComparing(schema -> schema.getMetadata().getName());

    private ConnectionBudget() {}

    /** The limit of a service: its own, or the server's default; empty where neither is set. */
    public static Optional<Integer> limit(ServiceSchema schema, DatabaseServer server) {
        return Optional.ofNullable(schema.getSpec().connectionLimit())
                .or(() -> Optional.ofNullable(server.getSpec().defaults())
                        .map(DatabaseServerSpec.ServiceDefaults::connectionLimit));
    }

    /** The sum of what these services may hold. */
    static int promised(DatabaseServer server, Collection<ServiceSchema> schemas) {
        return schemas.stream()
                .mapToInt(schema -> limit(schema, server).orElse(0) * logins(schema, server))
                .sum();
    }

    /** In PostgreSQL the limit is one of each login, and there are two of them while a credential is rotated. */
    private static int logins(ServiceSchema schema, DatabaseServer server) {
        var rotating = Optional.ofNullable(schema.getStatus())
                .map(ServiceSchemaStatus::rotation)
                .filter(rotation -> rotation.phase() != Phase.Steady);
        var two = server.getSpec().engine() == EngineKind.PostgreSQL
                && (schema.getSpec().rotation() != null || rotating.isPresent());
        return two ? 2 : 1;
    }

    /**
     * Holds a service to the budget of its server, and to what the server lets in at all.
     *
     * @param all every service of the server, this one included
     * @throws Refusal when the services older than this one leave too little
     */
    public static void check(ServiceSchema schema, DatabaseServer server, Collection<ServiceSchema> all) {
        var name = server.getMetadata().getName();
        var budget = Optional.ofNullable(server.getSpec().connectionBudget());
        var limit = limit(schema, server);
        if (limit.isEmpty() && budget.isPresent()) {
            throw new Refusal(
                    Reason.ConnectionBudgetExceeded,
                    "DatabaseServer \"%s\" has a connectionBudget of %d, and this service no limit. Set spec.connectionLimit."
                            .formatted(name, budget.get()));
        }
        limit.ifPresent(each -> budget.map(most -> new Bound("connectionBudget", most))
                .or(() -> maxConnections(server))
                .ifPresent(bound -> check(each * logins(schema, server), bound, schema, server, all)));
    }

    private static void check(
            int wanted, Bound bound, ServiceSchema schema, DatabaseServer server, Collection<ServiceSchema> all) {
        var older = all.stream()
                .filter(other -> OLDEST_FIRST.compare(other, schema) < 0)
                .toList();
        var taken = promised(server, older);
        if (taken + wanted <= bound.most()) {
            return;
        }
        var logins = logins(schema, server);
        throw new Refusal(
                Reason.ConnectionBudgetExceeded,
                "%d connections promised to %d older services of DatabaseServer \"%s\" + %d wanted here%s = %d; its %s is %d. Lower spec.connectionLimit to %d or less, or raise the %s."
                        .formatted(
                                taken,
                                older.size(),
                                server.getMetadata().getName(),
                                wanted,
                                logins == 1 ? "" : " (two logins while the credential is rotated)",
                                taken + wanted,
                                bound.name(),
                                bound.most(),
                                Math.max(0, (bound.most() - taken) / logins),
                                bound.name()));
    }

    private static Optional<Bound> maxConnections(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::maxConnections)
                .map(most -> new Bound("max_connections", most));
    }

    /** What may not be passed, and its name. A budget is the platform team's own word, so it goes before the server's. */
    private record Bound(String name, int most) {}
}
