package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchemaStatus.Binding;
import dev.lakou.api.UsageStatus;
import dev.lakou.kubernetes.access.AccessDecision;
import dev.lakou.kubernetes.reconcile.ReconcileResult;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.LoginOutcome;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StatusList;
import dev.lakou.kubernetes.status.StatusReport;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes the status of a SchemaReader: the only place that makes its conditions. */
@Singleton
class SchemaReaderReport implements StatusReport<SchemaReader, SchemaReaderStatus> {
    private final Conditions conditions;

    SchemaReaderReport(Clock clock) {
        this.conditions = new Conditions(clock);
    }

    @Override
    public SchemaReader blank() {
        return new SchemaReader();
    }

    @Override
    public List<Condition> conditions(SchemaReaderStatus status) {
        return status.conditions();
    }

    /**
     * The effective values of a reader that reads what it may.
     *
     * @param usage what is told of its use
     */
    SchemaReaderStatus ready(ReaderRequest request, ReconcileResult kept, Optional<UsageStatus> usage) {
        var resource = request.resource();
        var granted = request.granted();
        var account = kept.accounts().get(0);
        var status = new SchemaReaderStatus(
                request.resolved().name(),
                request.database().value(),
                account.login().value(),
                account.account().secret(),
                account.account().bindingSecret().map(Binding::new).orElse(null),
                account.rotation().orElse(null),
                StatusList.fitting(
                        granted.schemas().stream().map(Identifier::value).toList()),
                Tenant.of(resource, request.resolved().resource()).connections(),
                usage.orElse(null),
                resource.getMetadata().getGeneration(),
                tell(
                        resource,
                        granted.trouble()
                                .or(() -> LoginOutcome.worst(
                                        kept.proofs(), resource.getMetadata().getGeneration(), current(resource)))
                                .orElseGet(() -> good(account.login(), granted))));
        kept.waitingRotations()
                .map(waits -> conditions.holding(Conditions.ROTATION_PENDING, waits, resource, current(resource)))
                .ifPresent(status.conditions()::add);
        return status;
    }

    /** What is said of a reader that does not read, or is not known to; what is known of it from before is kept. */
    @Override
    public SchemaReaderStatus notReady(SchemaReader resource, Outcome outcome) {
        var before = Optional.ofNullable(resource.getStatus());
        return new SchemaReaderStatus(
                resource.getSpec().serverRef().name(),
                before.map(SchemaReaderStatus::database).orElse(null),
                before.map(SchemaReaderStatus::user).orElse(null),
                before.map(SchemaReaderStatus::secretName).orElse(null),
                before.map(SchemaReaderStatus::binding).orElse(null),
                before.map(SchemaReaderStatus::rotation).orElse(null),
                before.map(SchemaReaderStatus::schemas).orElse(null),
                before.map(SchemaReaderStatus::promisedConnections).orElse(null),
                before.map(SchemaReaderStatus::usage).orElse(null),
                resource.getMetadata().getGeneration(),
                tell(resource, outcome));
    }

    /** What is said of a reader whose login is closed. */
    SchemaReaderStatus closed(SchemaReader resource, Outcome outcome) {
        return new SchemaReaderStatus(
                resource.getSpec().serverRef().name(),
                null,
                null,
                null,
                null,
                Optional.ofNullable(resource.getStatus())
                        .map(SchemaReaderStatus::rotation)
                        .orElse(null),
                null,
                null,
                null,
                resource.getMetadata().getGeneration(),
                tell(resource, outcome));
    }

    private static Outcome good(Identifier login, AccessDecision granted) {
        return new Outcome(
                Reason.Reconciled,
                "\"%s\" can log in and reads %d schemas."
                        .formatted(login, granted.schemas().size()));
    }

    private List<Condition> tell(SchemaReader resource, Outcome outcome) {
        return conditions.tell(outcome, resource.getMetadata().getGeneration(), current(resource));
    }
}
