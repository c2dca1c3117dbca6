package dev.lakou.kubernetes.reader;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.database.SharedServers;
import dev.lakou.database.SharedServers.OpenServer;
import dev.lakou.kubernetes.credential.OwnedSecrets;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.upkeep.LetGo;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Ends a reader: its sessions, its login and its Secret. It owns nothing that could be lost. */
@Singleton
class Closing {
    private final SharedServers servers;
    private final ReaderWishes wishes;
    private final RandomGenerator random;

    Closing(SharedServers servers, ReaderWishes wishes, RandomGenerator random) {
        this.servers = servers;
        this.wishes = wishes;
        this.random = random;
    }

    /** May be repeated. @return the changes that were made */
    List<String> close(SchemaReader resource, Optional<DatabaseServer> server, Context<SchemaReader> context) {
        var changes = drop(resource, server);
        new OwnedSecrets(resource, context).deleteAllBut(Set.of());
        return changes;
    }

    private List<String> drop(SchemaReader resource, Optional<DatabaseServer> server) {
        var name = resource.getSpec().serverRef().name();
        var found = server.orElseThrow(() -> new Refusal(
                Reason.ServerNotFound,
                "There is no DatabaseServer \"%s\" to drop the login on. Make it again, or set the annotation %s: \"true\" to leave the database as it is."
                        .formatted(name, LetGo.ANNOTATION)));
        var connection = servers.find(name)
                .map(OpenServer::server)
                .orElseThrow(() -> new Refusal(
                        Reason.ServerNotReady,
                        "DatabaseServer \"%s\" is not open yet. If it will not come back, set the annotation %s: \"true\"."
                                .formatted(name, LetGo.ANNOTATION)));
        var guest = wishes.guest(resource, found, List.of());
        var logins = connection.logins(guest.user());
        var unopened = Logins.only(new Credential(logins.get(0), Password.generate(random)));
        var desired = connection.desired(guest, Map.of(guest.user(), unopened));
        var plan = Planner.removal(guest.marker(), connection.inspect(desired));
        if (!plan.isEmpty()) {
            connection.apply(plan);
        }
        connection.forget(guest.marker());
        return plan.describe();
    }
}
