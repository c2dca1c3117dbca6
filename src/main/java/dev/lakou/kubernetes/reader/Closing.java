package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.kubernetes.credential.OwnedSecrets;
import dev.lakou.kubernetes.server.Tenancy;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Ends a reader: its sessions, its login and its Secret. It owns nothing that could be lost. */
@Singleton
class Closing {
    private final Tenancy tenancy;
    private final ReaderWishes wishes;
    private final RandomGenerator random;

    Closing(Tenancy tenancy, ReaderWishes wishes, RandomGenerator random) {
        this.tenancy = tenancy;
        this.wishes = wishes;
        this.random = random;
    }

    /** May be repeated. @return the changes that were made */
    List<String> close(SchemaReader resource, Context<SchemaReader> context) {
        var landlord = tenancy.leave(resource.getSpec().serverRef().name(), context);
        var connection = landlord.server();
        var guest = wishes.guest(resource, landlord.resource(), List.of());
        var logins = connection.logins(guest.user());
        var unopened = Logins.only(new Credential(logins.get(0), Password.generate(random)));
        var desired = connection.desired(guest, Map.of(guest.user(), unopened));
        var plan = Planner.removal(guest.marker(), connection.inspect(desired));
        if (!plan.isEmpty()) {
            connection.apply(plan);
        }
        connection.forget(guest.marker());
        new OwnedSecrets(resource, context).deleteAllBut(Set.of());
        return plan.describe();
    }
}
