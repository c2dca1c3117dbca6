package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Rotation;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes the status of a ServiceSchema: the only place that makes its conditions. */
@Singleton
class ServiceSchemaReport {
    private final Conditions conditions;

    ServiceSchemaReport(Clock clock) {
        this.conditions = new Conditions(clock);
    }

    /** The effective values of a room that is as it should be. */
    ServiceSchemaStatus furnished(ServiceSchema resource, Furnished room) {
        var names = Names.of(resource);
        return new ServiceSchemaStatus(
                resource.getSpec().serverRef().name(),
                room.database().value(),
                room.schema().value(),
                room.owner().map(Identifier::value).orElse(null),
                room.user().value(),
                names.secret(),
                names.bindingSecret().map(ServiceSchemaStatus.Binding::new).orElse(null),
                room.rotation().orElse(null),
                resource.getMetadata().getGeneration(),
                tell(
                        resource,
                        new Verdict(
                                Reason.Reconciled,
                                "\"%s\" can log in and works in schema \"%s\"."
                                        .formatted(room.user(), room.schema()))));
    }

    /** What is said of a room that is not, or not known to be; what is known of it from before is kept. */
    ServiceSchemaStatus unfurnished(ServiceSchema resource, Verdict verdict) {
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
                resource.getMetadata().getGeneration(),
                tell(resource, verdict));
    }

    static List<Condition> current(ServiceSchema resource) {
        return Optional.ofNullable(resource.getStatus())
                .map(ServiceSchemaStatus::conditions)
                .orElse(List.of());
    }

    /** Only what is ours to say: server-side apply would make us the owner of anything else that is in it. */
    static ServiceSchema patch(ServiceSchema resource, ServiceSchemaStatus status) {
        var patch = new ServiceSchema();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    private List<Condition> tell(ServiceSchema resource, Verdict verdict) {
        return conditions.tell(verdict, resource.getMetadata().getGeneration(), current(resource));
    }

    /**
     * What a service has.
     *
     * @param user the login that is in its Secret
     */
    record Furnished(
            Identifier database,
            Identifier schema,
            Optional<Identifier> owner,
            Identifier user,
            Optional<Rotation> rotation) {}
}
