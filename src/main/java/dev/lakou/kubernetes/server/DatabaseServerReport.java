package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.ServerUsageStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StatusList;
import dev.lakou.kubernetes.status.StatusReport;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the status of a DatabaseServer. */
@Singleton
class DatabaseServerReport implements StatusReport<DatabaseServer, DatabaseServerStatus> {
    private static final String ISOLATED = "Isolated";

    /** True while something does not work, of Lakou or of the services; it does not keep the server from being ready. */
    private static final String LIMITED = "Limited";

    /** False while some of the metrics of what services use cannot be read. */
    private static final String MEASURED = "Measured";

    /** False while some sessions that are too much for others cannot be seen, or not be ended; absent without a watchdog. */
    private static final String WATCHED = "Watched";

    /** False while the newest spec and admin Secret do not lead to the server. */
    private static final String CURRENT = "Current";

    private final Conditions conditions;

    DatabaseServerReport(Clock clock) {
        this.conditions = new Conditions(clock);
    }

    /**
     * What is said of a server that answered.
     *
     * @param provider who runs it
     * @param usage what is told of its use
     * @param refusal why it is still reached as the admin Secret said before
     */
    DatabaseServerStatus answered(
            ServerReport report,
            Optional<String> provider,
            Optional<ServerUsageStatus> usage,
            Optional<DatabaseException> refusal,
            Tenants tenants,
            List<String> orphanedLogins) {
        var server = tenants.server();
        var current = current(server);
        var generation = server.getMetadata().getGeneration();
        var told = new ArrayList<>(conditions.tell(Suitability.of(report), generation, current));
        var isolation = report.open().isEmpty()
                ? new Outcome(Reason.Reconciled, "What belongs to everybody is closed.")
                : new Outcome(Reason.AdminLacksPrivilege, Suitability.remedies("Open to everybody. ", report.open()));
        told.add(conditions.condition(ISOLATED, isolation.ready() ? "True" : "False", isolation, generation, current));
        if (!report.limits().isEmpty()) {
            var limits = new Outcome(Reason.AdminLacksPrivilege, Suitability.remedies("", report.limits()));
            told.add(conditions.condition(LIMITED, "True", limits, generation, current));
        }
        if (!Resync.metrics(server).isZero()) {
            var measured = report.unmeasured().isEmpty()
                    ? new Outcome(Reason.Reconciled, "All metrics of what services use can be read.")
                    : new Outcome(
                            Reason.AdminLacksPrivilege,
                            Suitability.remedies(
                                    "Some metrics of what services use are absent. ", report.unmeasured()));
            told.add(
                    conditions.condition(MEASURED, measured.ready() ? "True" : "False", measured, generation, current));
        }
        if (server.getSpec().watchdog() != null) {
            var watched = report.unwatched().isEmpty()
                    ? new Outcome(Reason.Reconciled, "All sessions of services and readers can be watched.")
                    : new Outcome(
                            Reason.AdminLacksPrivilege,
                            Suitability.remedies("The watchdog cannot do all of its work. ", report.unwatched()));
            told.add(conditions.condition(WATCHED, watched.ready() ? "True" : "False", watched, generation, current));
        }
        refusal.map(DatabaseServerReport::outdated)
                .map(outcome -> conditions.condition(CURRENT, "False", outcome, generation, current))
                .ifPresent(told::add);
        return new DatabaseServerStatus(
                report.version(),
                report.flavor().productName(),
                provider.orElse(null),
                report.superuser(),
                report.maxConnections(),
                report.identity().orElse(null),
                (int) tenants.made().all().stream()
                        .filter(tenant -> tenant.resource() instanceof ServiceSchema)
                        .count(),
                tenants.promised(),
                usage.orElse(null),
                report.missing().isEmpty()
                        ? null
                        : StatusList.ofWords(
                                report.missing().stream()
                                        .map(Shortcoming::statement)
                                        .toList(),
                                "-- and %d more"),
                orphanedLogins.isEmpty() ? null : orphanedLogins,
                generation,
                told);
    }

    @Override
    public DatabaseServer blank() {
        return new DatabaseServer();
    }

    @Override
    public List<Condition> conditions(DatabaseServerStatus status) {
        return status.conditions();
    }

    /** What is said of a server that could not be used; what is known of it from before is kept. */
    @Override
    public DatabaseServerStatus notReady(DatabaseServer server, Outcome outcome) {
        var before = Optional.ofNullable(server.getStatus());
        var generation = server.getMetadata().getGeneration();
        var told = new ArrayList<>(conditions.tell(outcome, generation, current(server)));
        Stream.of(ISOLATED, LIMITED, MEASURED, WATCHED)
                .flatMap(type -> Conditions.find(type, current(server)).stream())
                .forEach(told::add);
        return new DatabaseServerStatus(
                before.map(DatabaseServerStatus::version).orElse(null),
                before.map(DatabaseServerStatus::flavor).orElse(null),
                before.map(DatabaseServerStatus::provider).orElse(null),
                before.map(DatabaseServerStatus::superuser).orElse(null),
                before.map(DatabaseServerStatus::maxConnections).orElse(null),
                before.map(DatabaseServerStatus::identity).orElse(null),
                before.map(DatabaseServerStatus::schemas).orElse(null),
                before.map(DatabaseServerStatus::promisedConnections).orElse(null),
                before.map(DatabaseServerStatus::usage).orElse(null),
                before.map(DatabaseServerStatus::missingPrivileges).orElse(null),
                before.map(DatabaseServerStatus::orphanedLogins).orElse(null),
                generation,
                told);
    }

    private static Outcome outdated(DatabaseException refusal) {
        var outcome = Outcome.of(refusal);
        return new Outcome(
                outcome.reason(),
                "Lakou goes on as spec and admin Secret said before, which still works. The new way does not: "
                        + outcome.message());
    }
}
