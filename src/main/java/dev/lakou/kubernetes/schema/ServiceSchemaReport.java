package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Binding;
import dev.lakou.api.ServiceSchemaStatus.User;
import dev.lakou.api.UsageStatus;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.kubernetes.access.AccessDecision;
import dev.lakou.kubernetes.access.AccessReport;
import dev.lakou.kubernetes.reconcile.ReconcileResult;
import dev.lakou.kubernetes.reconcile.ReconcileResult.ReconciledAccount;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.LoginOutcome;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StatusReport;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObservedAccess;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the status of a ServiceSchema: the only place that makes its conditions. */
@Singleton
class ServiceSchemaReport implements StatusReport<ServiceSchema, ServiceSchemaStatus> {
    /** True while tables that the service may use are not there. */
    private static final String ACCESS_PENDING = "AccessPending";

    /** True while something in the schema belongs to others, and Lakou may not give it to the service. */
    private static final String OUT_OF_REACH = "OutOfReach";

    /** True while roles that are not Lakou's have rights on the schema, and the platform leaves them. */
    private static final String STRANGERS = "Strangers";

    /** True while the service is told a larger pool than its connection limit. */
    private static final String POOL_TOO_LARGE = "PoolTooLarge";

    private final Conditions conditions;

    ServiceSchemaReport(Clock clock) {
        this.conditions = new Conditions(clock);
    }

    @Override
    public ServiceSchema blank() {
        return new ServiceSchema();
    }

    @Override
    public List<Condition> conditions(ServiceSchemaStatus status) {
        return status.conditions();
    }

    /**
     * The effective values of a schema that is as it should be.
     *
     * @param observedAccesses what others may do in it
     * @param usage what is told of its use
     * @param strangers roles that are not Lakou's and have rights on its schemas
     */
    ServiceSchemaStatus ready(
            SchemaRequest request,
            ReconcileResult kept,
            Optional<UsageStatus> usage,
            List<ObservedAccess> observedAccesses,
            Set<Identifier> strangers) {
        var resource = request.resource();
        var granted = request.granted();
        var service = request.service();
        var owner = kept.account(service.user());
        var readers = AccessReport.ofHoldings(observedAccesses, service.roleShares());
        var status = new ServiceSchemaStatus(
                request.resolved().name(),
                request.database().value(),
                service.schema().value(),
                extraSchemas(service),
                request.server().owner(service).map(Identifier::value).orElse(null),
                owner.login().value(),
                owner.account().secret(),
                binding(owner),
                owner.rotation().orElse(null),
                users(service, kept),
                AccessReport.ofShares(granted.shares()),
                readers,
                Tenant.of(resource, request.resolved().resource()).connections(),
                usage.orElse(null),
                resource.getMetadata().getGeneration(),
                tell(
                        resource,
                        granted.trouble()
                                .or(() -> LoginOutcome.worst(
                                        kept.proofs(), resource.getMetadata().getGeneration(), current(resource)))
                                .orElseGet(() -> good(
                                        owner,
                                        service,
                                        granted,
                                        observedAccesses.size()
                                                + service.roleShares().size()
                                                - (readers == null ? 0 : readers.size())))));
        pending(resource, granted).ifPresent(status.conditions()::add);
        outOfReach(resource, kept).ifPresent(status.conditions()::add);
        strangers(request, strangers).ifPresent(status.conditions()::add);
        PoolFit.trouble(resource, service)
                .map(trouble -> conditions.holding(POOL_TOO_LARGE, trouble, resource, current(resource)))
                .ifPresent(status.conditions()::add);
        kept.waitingRotations()
                .map(waits -> conditions.holding(Conditions.ROTATION_PENDING, waits, resource, current(resource)))
                .ifPresent(status.conditions()::add);
        return status;
    }

    /** What is said of a schema that is not, or not known to be; what is known of it from before is kept. */
    @Override
    public ServiceSchemaStatus notReady(ServiceSchema resource, Outcome outcome) {
        var before = Optional.ofNullable(resource.getStatus());
        return new ServiceSchemaStatus(
                // What its spec may be changed to: a server that was seen to have it.
                before.map(ServiceSchemaStatus::server)
                        .orElse(resource.getSpec().serverRef().name()),
                before.map(ServiceSchemaStatus::database).orElse(null),
                before.map(ServiceSchemaStatus::schema).orElse(null),
                before.map(ServiceSchemaStatus::extraSchemas).orElse(null),
                before.map(ServiceSchemaStatus::owner).orElse(null),
                before.map(ServiceSchemaStatus::user).orElse(null),
                before.map(ServiceSchemaStatus::secretName).orElse(null),
                before.map(ServiceSchemaStatus::binding).orElse(null),
                before.map(ServiceSchemaStatus::rotation).orElse(null),
                before.map(ServiceSchemaStatus::users).orElse(null),
                before.map(ServiceSchemaStatus::access).orElse(null),
                before.map(ServiceSchemaStatus::readers).orElse(null),
                before.map(ServiceSchemaStatus::promisedConnections).orElse(null),
                before.map(ServiceSchemaStatus::usage).orElse(null),
                resource.getMetadata().getGeneration(),
                tell(resource, outcome));
    }

    private List<Condition> tell(ServiceSchema resource, Outcome outcome) {
        return conditions.tell(outcome, resource.getMetadata().getGeneration(), current(resource));
    }

    private static Outcome good(
            ReconciledAccount owner, DesiredSchema service, AccessDecision granted, int readersLeftOut) {
        var waiting = granted.pending().isEmpty() ? "" : " Some tables of others are not there yet.";
        var more = readersLeftOut == 0 ? "" : " status.readers leaves %d out.".formatted(readersLeftOut);
        return new Outcome(
                Reason.Reconciled,
                "\"%s\" can log in and works in schema \"%s\".%s%s"
                        .formatted(owner.login(), service.schema(), waiting, more));
    }

    private Optional<Condition> pending(ServiceSchema resource, AccessDecision granted) {
        if (granted.pending().isEmpty()) {
            return Optional.empty();
        }
        var outcome = new Outcome(
                Reason.TablesMissing,
                "Granted as soon as they are there: " + String.join(", ", granted.missing()) + ".");
        return Optional.of(conditions.holding(ACCESS_PENDING, outcome, resource, current(resource)));
    }

    private Optional<Condition> outOfReach(ServiceSchema resource, ReconcileResult kept) {
        if (kept.seen().outOfReach().isEmpty()) {
            return Optional.empty();
        }
        var outcome = new Outcome(
                Reason.ObjectsOutOfReach,
                kept.seen().outOfReach().stream().map(Shortcoming::words).collect(Collectors.joining(" ")));
        return Optional.of(conditions.holding(OUT_OF_REACH, outcome, resource, current(resource)));
    }

    private Optional<Condition> strangers(SchemaRequest request, Set<Identifier> strangers) {
        var resource = request.resource();
        var named = RoleSharing.named(resource);
        var others = strangers.stream()
                .filter(role -> !named.contains(role))
                .map(role -> '"' + role.value() + '"')
                .sorted()
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        var outcome = new Outcome(
                Reason.StrangersLeft,
                "Roles that are not Lakou's have rights on the service's schemas, and keep them, as spec.strangers of DatabaseServer \"%s\" says: %s. With spec.sharedWith [{role: ...}] they are the service's word."
                        .formatted(request.resolved().name(), String.join(", ", others)));
        return Optional.of(conditions.holding(STRANGERS, outcome, resource, current(resource)));
    }

    private static @Nullable List<String> extraSchemas(DesiredSchema service) {
        var schemas = service.extraSchemas().stream().map(Identifier::value).toList();
        return schemas.isEmpty() ? null : schemas;
    }

    private static @Nullable List<User> users(DesiredSchema service, ReconcileResult kept) {
        var users = service.additionalUsers().stream()
                .map(additionalUser -> kept.account(additionalUser.user()))
                .map(one -> new User(
                        one.account().user().value(),
                        one.login().value(),
                        one.account().secret(),
                        binding(one),
                        one.rotation().orElse(null)))
                .toList();
        return users.isEmpty() ? null : users;
    }

    private static @Nullable Binding binding(ReconciledAccount one) {
        return one.account().bindingSecret().map(Binding::new).orElse(null);
    }
}
