package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaSpec.DeletionPolicy;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.OrphanAnnotation;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.Credential;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.OwnedState;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens when a ServiceSchema is deleted: to its logins, its schema and its Secrets. */
@Singleton
class ServiceSchemaCleanup {
    /** On a ServiceSchema with the policy Delete: drop its schema with all rows. Its value is the name of the schema. */
    static final String CONFIRM = "lakou.dev/confirm-delete";

    private final ServerAdmission admission;
    private final DesiredSchemas desiredSchemas;
    private final RandomGenerator random;

    ServiceSchemaCleanup(ServerAdmission admission, DesiredSchemas desiredSchemas, RandomGenerator random) {
        this.admission = admission;
        this.desiredSchemas = desiredSchemas;
        this.random = random;
    }

    /**
     * Closes the logins, or drops everything, as the deletion policy says. May be repeated.
     *
     * @return the changes that were made
     */
    List<String> leave(ServiceSchema resource, Context<ServiceSchema> context) {
        var changes = new ArrayList<String>();
        try {
            changes.addAll(tidyUp(resource, context));
        } catch (StalledException | DatabaseException e) {
            if (!OrphanAnnotation.releases(resource, e)) {
                throw e;
            }
        }
        // The garbage collector would do it too, some time after it has heard of Lakou's kinds.
        new OwnedSecrets(resource, context).deleteAllBut(Set.of());
        return changes;
    }

    /** Touches nothing but what carries the resource's marker, whatever its spec names. */
    private List<String> tidyUp(ServiceSchema resource, Context<ServiceSchema> context) {
        var resolved = admission.leave(EffectiveServer.of(resource), context);
        var service = desiredSchemas.of(resource, resolved.resource());
        var connection = resolved.server();
        var desired = connection.desired(service, unopened(service, connection)).withoutCredentials();
        var owned = new Ownership(service.marker(), connection.inspect(desired)).owned();
        var drops = resource.getSpec().deletionPolicy() == DeletionPolicy.Delete;
        if (drops) {
            AdoptedDeletion.require(resource, owned, resolved);
        }
        var plan = drops ? removal(resource, owned, connection) : Planner.planRetain(desired, owned);
        var applied = plan.isEmpty() ? new AppliedPlan(plan, List.of()) : connection.apply(plan);
        if (drops) {
            connection.forget(service.marker());
        }
        return applied.describe();
    }

    /** Drops all of it from a server that it is not on. May be repeated. @return the changes that were made */
    List<String> remove(ServiceSchema resource, ResolvedServer resolved) {
        var connection = resolved.server();
        var service = desiredSchemas.of(resource, resolved.resource());
        var plan = Planner.planDelete(owned(service, connection));
        var applied = plan.isEmpty() ? new AppliedPlan(plan, List.of()) : connection.apply(plan);
        connection.forget(service.marker());
        return applied.describe();
    }

    /** Closes its logins on a server that it is not on. May be repeated. */
    void close(ServiceSchema resource, ResolvedServer resolved) {
        var connection = resolved.server();
        var service = desiredSchemas.of(resource, resolved.resource());
        var plan = Planner.planClose(owned(service, connection));
        if (!plan.isEmpty()) {
            connection.apply(plan);
        }
    }

    /** What is the service's there. */
    OwnedState owned(ServiceSchema resource, ResolvedServer resolved) {
        return owned(desiredSchemas.of(resource, resolved.resource()), resolved.server());
    }

    private OwnedState owned(DesiredSchema service, SharedServer connection) {
        var desired = connection.desired(service, unopened(service, connection)).withoutCredentials();
        return new Ownership(service.marker(), connection.inspect(desired)).owned();
    }

    /** All logins that the service may have, with a password that nobody knows; a refused spec may name one twice. */
    private Map<Identifier, Logins> unopened(DesiredSchema service, SharedServer connection) {
        return Stream.concat(
                        Stream.of(service.user()),
                        service.additionalUsers().stream().map(AdditionalUser::user))
                .distinct()
                .collect(Collectors.toMap(user -> user, user -> {
                    var logins = connection.logins(user);
                    var first = Logins.only(new Credential(logins.get(0), Password.generate(random)));
                    return logins.size() == 1 ? first : first.after(logins.get(1));
                }));
    }

    private static Plan removal(ServiceSchema resource, OwnedState owned, SharedServer connection) {
        owned.state().schemas().forEach(schema -> requireDroppable(resource, schema.name(), connection));
        return Planner.planDelete(owned);
    }

    private static void requireDroppable(ServiceSchema resource, Identifier schema, SharedServer connection) {
        var dependents = connection.dependents(schema);
        if (!dependents.isEmpty()) {
            throw new StalledException(
                    Reason.DeletionBlocked,
                    "Schema \"%s\" cannot be dropped: others depend on it: %s. Remove that first; looked at again every 15 seconds."
                            .formatted(schema, String.join(", ", dependents)));
        }
        if (!annotation(resource, CONFIRM).equals(Optional.of(schema.value()))) {
            connection.filledTable(schema).ifPresent(table -> {
                throw new StalledException(
                        Reason.DeletionBlocked,
                        "Schema \"%s\" is not dropped: it holds rows, in table \"%s\" to begin with. Set the annotation %s: \"%s\" to lose them, or spec.deletionPolicy to Retain to keep them."
                                .formatted(schema, table, CONFIRM, schema));
            });
        }
    }

    private static Optional<String> annotation(ServiceSchema resource, String name) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations())
                .flatMap(annotations -> Optional.ofNullable(annotations.get(name)));
    }
}
