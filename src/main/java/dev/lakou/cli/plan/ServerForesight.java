package dev.lakou.cli.plan;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.database.ServerReport;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.reconcile.ForeseenChanges;
import dev.lakou.kubernetes.server.Suitability;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the operator would do with a DatabaseServer. */
final class ServerForesight {
    private ServerForesight() {}

    /** What is new is taken for ready from here on where it will be, for those that are planned to be on it. */
    static ForeseenChanges of(DatabaseServer resource, SharedServer server) {
        var report = server.probe();
        var outcome = Suitability.of(report);
        var sql = outcome.ready() ? server.foundation() : List.<String>of();
        if (resource.getStatus() == null) {
            resource.setStatus(status(resource, report, outcome));
        }
        return new ForeseenChanges(
                sql.isEmpty() ? List.of() : List.of("make what all services of the server stand on"),
                sql,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(outcome).filter(one -> !one.ready()));
    }

    private static DatabaseServerStatus status(DatabaseServer resource, ServerReport report, Outcome outcome) {
        var generation = resource.getMetadata().getGeneration();
        return new DatabaseServerStatus(
                report.version(),
                report.flavor().productName(),
                null,
                report.superuser(),
                report.maxConnections(),
                report.identity().orElse(null),
                0,
                0,
                null,
                null,
                null,
                generation,
                new Conditions(Clock.systemUTC()).tell(outcome, generation, List.of()));
    }
}
