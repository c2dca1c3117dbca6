package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.secret.OwnedSecrets;
import dev.lakou.kubernetes.server.OrphanAnnotation;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Ends a reader: its sessions, its login and its Secret. It owns nothing that could be lost. */
@Singleton
class SchemaReaderCleanup {
    private final ServerAdmission admission;
    private final ReaderRequests requests;
    private final RandomGenerator random;

    SchemaReaderCleanup(ServerAdmission admission, ReaderRequests requests, RandomGenerator random) {
        this.admission = admission;
        this.requests = requests;
        this.random = random;
    }

    /** Ends the reader, whose resource goes. May be repeated. @return the changes that were made */
    List<String> leave(SchemaReader resource, Context<SchemaReader> context) {
        try {
            return close(resource, context);
        } catch (StalledException | DatabaseException e) {
            if (!OrphanAnnotation.releases(resource, e)) {
                throw e;
            }
            new OwnedSecrets(resource, context).deleteAllBut(Set.of());
            return List.of();
        }
    }

    /** May be repeated. @return the changes that were made */
    List<String> close(SchemaReader resource, Context<SchemaReader> context) {
        var ending = ending(resource, context);
        var applied = ending.plan().isEmpty()
                ? new AppliedPlan(ending.plan(), List.of())
                : ending.server().apply(ending.plan());
        ending.server().forget(ending.marker());
        new OwnedSecrets(resource, context).deleteAllBut(Set.of());
        return applied.describe();
    }

    /** What ends it on its server; changes nothing. */
    Ending ending(SchemaReader resource, Context<SchemaReader> context) {
        var resolved = admission.leave(resource.getSpec().serverRef().name(), context);
        var connection = resolved.server();
        var additionalUser = requests.additionalUser(resource, resolved.resource(), List.of(), List.of());
        var logins = connection.logins(additionalUser.user());
        var unopened = Logins.only(new Credential(logins.get(0), Password.generate(random)));
        var desired = connection
                .desired(additionalUser, Map.of(additionalUser.user(), unopened))
                .withoutCredentials();
        var found = new Ownership(additionalUser.marker(), connection.inspect(desired));
        return new Ending(connection, additionalUser.marker(), Planner.planDelete(found.owned()));
    }

    /** The changes that close a reader, and where. */
    record Ending(SharedServer server, Marker marker, Plan plan) {}
}
