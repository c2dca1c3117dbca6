package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Shares;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Teller;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;

/** Turns ServiceSchemas into wishes. */
@Singleton
class SchemaWishes {
    private final Rooms rooms;
    private final Shares shares;
    private final Claims claims;
    private final Directory directory;
    private final Teller<ServiceSchema, ServiceSchemaStatus> teller;

    SchemaWishes(
            Rooms rooms,
            Shares shares,
            Claims claims,
            Directory directory,
            ServiceSchemaReport report,
            Announcer announcer) {
        this.rooms = rooms;
        this.shares = shares;
        this.claims = claims;
        this.directory = directory;
        this.teller = new Teller<>(report, announcer);
    }

    SchemaWish of(ServiceSchema resource, Landlord landlord, Context<ServiceSchema> context) {
        var granted = shares.of(resource, landlord.server());
        var room = rooms.of(resource, landlord.resource()).with(granted.accesses());
        return new SchemaWish(
                resource, landlord, room, granted, rooms.mistakes(room, landlord), claims, directory, teller, context);
    }
}
