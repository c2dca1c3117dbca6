package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.ServiceSchema;
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

    /** The sum of the limits of these services. */
    static int promised(DatabaseServer server, Collection<ServiceSchema> schemas) {
        return schemas.stream()
                .mapToInt(schema -> limit(schema, server).orElse(0))
                .sum();
    }

    /**
     * Holds a service to the budget of its server.
     *
     * @param all every service of the server, this one included
     * @throws Refusal when the services older than this one leave too little
     */
    public static void check(ServiceSchema schema, DatabaseServer server, Collection<ServiceSchema> all) {
        var budget = server.getSpec().connectionBudget();
        if (budget == null) {
            return;
        }
        var name = server.getMetadata().getName();
        var wanted = limit(schema, server)
                .orElseThrow(() -> new Refusal(
                        Reason.ConnectionBudgetExceeded,
                        "DatabaseServer \"%s\" has a connectionBudget of %d, and this service no limit. Set spec.connectionLimit."
                                .formatted(name, budget)));
        var older = all.stream()
                .filter(other -> OLDEST_FIRST.compare(other, schema) < 0)
                .toList();
        var taken = promised(server, older);
        if (taken + wanted > budget) {
            throw new Refusal(
                    Reason.ConnectionBudgetExceeded,
                    "%d connections promised to %d older services of DatabaseServer \"%s\" + %d wanted here = %d; its connectionBudget is %d. Lower spec.connectionLimit to %d or less, or raise the budget."
                            .formatted(
                                    taken,
                                    older.size(),
                                    name,
                                    wanted,
                                    taken + wanted,
                                    budget,
                                    Math.max(0, budget - taken)));
        }
    }
}
