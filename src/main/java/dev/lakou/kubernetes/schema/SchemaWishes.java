package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServers.OpenServer;
import dev.lakou.kubernetes.credential.ClientDetails;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Granted;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;

/** Turns ServiceSchemas into wishes. */
@Singleton
class SchemaWishes {
    private final Rooms rooms;
    private final Claims claims;
    private final Directory directory;
    private final ServiceSchemaReport report;

    SchemaWishes(Rooms rooms, Claims claims, Directory directory, ServiceSchemaReport report) {
        this.rooms = rooms;
        this.claims = claims;
        this.directory = directory;
        this.report = report;
    }

    /** @param granted what it may do in the schemas of others */
    SchemaWish of(
            ServiceSchema resource,
            DatabaseServer server,
            OpenServer open,
            Granted granted,
            Context<ServiceSchema> context) {
        var room = rooms.of(resource, server).with(granted.accesses());
        return new SchemaWish(
                resource,
                server,
                open.server(),
                room,
                rooms.mistakes(room, server, open.server()),
                open.configuration().database().orElse(room.schema()),
                new ClientDetails(server, open.configuration()),
                claims,
                directory,
                report,
                context);
    }
}
