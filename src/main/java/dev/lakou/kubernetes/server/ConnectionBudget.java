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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many connections a server promises to its services, the oldest served first. */
public final class ConnectionBudget {
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
     * @param tenants every service, this one included, by the DatabaseServers that are this same server
     * @throws Refusal when the services older than this one leave too little
     */
    public static void check(ServiceSchema schema, DatabaseServer server, Collection<Tenants> tenants) {
        var name = server.getMetadata().getName();
        var budget = Optional.ofNullable(server.getSpec().connectionBudget());
        var limit = limit(schema, server);
        if (limit.isEmpty() && budget.isPresent()) {
            throw new Refusal(
                    Reason.ConnectionBudgetExceeded,
                    "DatabaseServer \"%s\" has a connectionBudget of %d, and this service no limit. Set spec.connectionLimit."
                            .formatted(name, budget.get()));
        }
        var own = tenants.stream()
                .filter(one -> one.server().getMetadata().getName().equals(name))
                .toList();
        limit.ifPresent(each -> budget.map(most -> new Bound("connectionBudget", most, own))
                .or(() -> maxConnections(server, tenants))
                .ifPresent(bound -> check(each * logins(schema, server), bound, schema, server)));
    }

    private static void check(int wanted, Bound bound, ServiceSchema schema, DatabaseServer server) {
        var older = bound.tenants().stream().map(one -> one.olderThan(schema)).toList();
        var taken = older.stream()
                .mapToInt(one -> promised(one.server(), one.services()))
                .sum();
        if (taken + wanted <= bound.most()) {
            return;
        }
        var logins = logins(schema, server);
        throw new Refusal(
                Reason.ConnectionBudgetExceeded,
                "%d connections promised to %d older services of DatabaseServer %s + %d wanted here%s = %d; its %s is %d. Lower spec.connectionLimit to %d or less, or raise the %s."
                        .formatted(
                                taken,
                                older.stream()
                                        .mapToInt(one -> one.services().size())
                                        .sum(),
                                bound.servers(),
                                wanted,
                                logins == 1 ? "" : " (two logins while the credential is rotated)",
                                taken + wanted,
                                bound.name(),
                                bound.most(),
                                Math.max(0, (bound.most() - taken) / logins),
                                bound.name()));
    }

    private static Optional<Bound> maxConnections(DatabaseServer server, Collection<Tenants> tenants) {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::maxConnections)
                .map(most -> new Bound("max_connections", most, tenants));
    }

    /** The services of one DatabaseServer. */
    public record Tenants(DatabaseServer server, Collection<ServiceSchema> services) {
        public Tenants {
            services = List.copyOf(services);
        }

        private Tenants olderThan(ServiceSchema schema) {
            return new Tenants(
                    server,
                    services.stream()
                            .filter(other -> Seniority.OLDEST_FIRST.compare(other, schema) < 0)
                            .toList());
        }
    }

    /**
     * What may not be passed, its name, and by whom together. A budget is the platform team's own word for one
     * DatabaseServer, so it goes before what the server lets in.
     */
    private record Bound(String name, int most, Collection<Tenants> tenants) {
        private String servers() {
            return tenants.stream()
                    .map(one -> '"' + one.server().getMetadata().getName() + '"')
                    .sorted()
                    .collect(Collectors.joining(" and "));
        }
    }
}
