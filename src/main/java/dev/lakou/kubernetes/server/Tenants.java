package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Who is on one DatabaseServer. */
public record Tenants(DatabaseServer server, Collection<Tenant> all) {
    public Tenants {
        all = List.copyOf(all);
    }

    public static Tenants of(DatabaseServer server, Stream<ServiceSchema> schemas, Stream<SchemaReader> readers) {
        return new Tenants(
                server,
                Stream.concat(
                                schemas.map(schema -> Tenant.of(schema, server)),
                                readers.map(reader -> Tenant.of(reader, server)))
                        .toList());
    }

    /** Those that something was made for. */
    Tenants made() {
        return new Tenants(server, all.stream().filter(Tenant::isMade).toList());
    }

    /** The sum of what they were promised. */
    int promised() {
        return all.stream().mapToInt(Tenant::promised).sum();
    }
}
