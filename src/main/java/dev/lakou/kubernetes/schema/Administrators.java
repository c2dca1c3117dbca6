package dev.lakou.kubernetes.schema;

import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.ServerIdentity;
import dev.lakou.model.Identifier;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/** The logins by which Lakou works, on one server under whatever name it is known. */
record Administrators(SharedServers servers) {

    /** The DatabaseServer whose administrator this is. */
    Optional<String> administered(Identifier user, ResolvedServer resolved, Context<?> context) {
        var identity = new ServerIdentity(context);
        var engine = resolved.configuration().engine();
        return servers.administeredBy(engine, user).stream()
                .filter(name -> identity.mayBe(resolved.resource(), name))
                .findFirst();
    }
}
