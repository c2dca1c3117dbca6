package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Binding;
import dev.lakou.api.ServiceSchemaStatus.User;
import dev.lakou.kubernetes.sharing.AccessReport;
import dev.lakou.kubernetes.sharing.Granted;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Report;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Kept;
import dev.lakou.kubernetes.upkeep.Kept.KeptAccount;
import dev.lakou.model.Holding;
import dev.lakou.model.Identifier;
import dev.lakou.model.Room;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the status of a ServiceSchema: the only place that makes its conditions. */
@Singleton
class ServiceSchemaReport implements Report<ServiceSchema, ServiceSchemaStatus> {
    /** True while tables that the service may use are not there. */
    private static final String ACCESS_PENDING = "AccessPending";

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
     * The effective values of a room that is as it should be.
     *
     * @param holdings what others may do in it
     */
    ServiceSchemaStatus furnished(SchemaWish wish, Kept kept, List<Holding> holdings) {
        var resource = wish.resource();
        var granted = wish.granted();
        var room = wish.room();
        var owner = kept.account(room.user());
        var status = new ServiceSchemaStatus(
                wish.landlord().name(),
                wish.database().value(),
                room.schema().value(),
                wish.server().owner(room).map(Identifier::value).orElse(null),
                owner.login().value(),
                owner.account().secret(),
                binding(owner),
                owner.rotation().orElse(null),
                users(room, kept),
                AccessReport.ofShares(granted.shares()),
                AccessReport.ofHoldings(holdings),
                resource.getMetadata().getGeneration(),
                tell(resource, granted.trouble().orElseGet(() -> good(owner, room, granted))));
        pending(resource, granted).ifPresent(status.conditions()::add);
        return status;
    }

    /** What is said of a room that is not, or not known to be; what is known of it from before is kept. */
    @Override
    public ServiceSchemaStatus unfurnished(ServiceSchema resource, Verdict verdict) {
        var before = Optional.ofNullable(resource.getStatus());
        return new ServiceSchemaStatus(
                resource.getSpec().serverRef().name(),
                before.map(ServiceSchemaStatus::database).orElse(null),
                before.map(ServiceSchemaStatus::schema).orElse(null),
                before.map(ServiceSchemaStatus::owner).orElse(null),
                before.map(ServiceSchemaStatus::user).orElse(null),
                before.map(ServiceSchemaStatus::secretName).orElse(null),
                before.map(ServiceSchemaStatus::binding).orElse(null),
                before.map(ServiceSchemaStatus::rotation).orElse(null),
                before.map(ServiceSchemaStatus::users).orElse(null),
                before.map(ServiceSchemaStatus::access).orElse(null),
                before.map(ServiceSchemaStatus::readers).orElse(null),
                resource.getMetadata().getGeneration(),
                tell(resource, verdict));
    }

    private List<Condition> tell(ServiceSchema resource, Verdict verdict) {
        return conditions.tell(verdict, resource.getMetadata().getGeneration(), current(resource));
    }

    private static Verdict good(KeptAccount owner, Room room, Granted granted) {
        var waiting = granted.pending().isEmpty() ? "" : " Some tables of others are not there yet.";
        return new Verdict(
                Reason.Reconciled,
                "\"%s\" can log in and works in schema \"%s\".%s".formatted(owner.login(), room.schema(), waiting));
    }

    private Optional<Condition> pending(ServiceSchema resource, Granted granted) {
        if (granted.pending().isEmpty()) {
            return Optional.empty();
        }
        var verdict = new Verdict(
                Reason.TablesMissing,
                "Granted as soon as they are there: " + String.join(", ", granted.pending()) + ".");
        return Optional.of(conditions.condition(
                ACCESS_PENDING, "True", verdict, resource.getMetadata().getGeneration(), current(resource)));
    }

    private static @Nullable List<User> users(Room room, Kept kept) {
        var users = room.guests().stream()
                .map(guest -> kept.account(guest.user()))
                .map(one -> new User(
                        one.account().user().value(),
                        one.login().value(),
                        one.account().secret(),
                        binding(one),
                        one.rotation().orElse(null)))
                .toList();
        return users.isEmpty() ? null : users;
    }

    private static @Nullable Binding binding(KeptAccount one) {
        return one.account().bindingSecret().map(Binding::new).orElse(null);
    }
}
