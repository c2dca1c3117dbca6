package dev.lakou.database;

import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A reading in which nothing failed. A part that takes its server longer than two seconds is missing in a reading, as it may
 * be on a busy machine; what is never answered fails here.
 */
public final class WholeReading {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private WholeReading() {}

    public static ServerUsage of(SharedServer server) {
        return await(server, usage -> true);
    }

    public static TenantUsage of(TestSchema service) {
        return in(of(service.server()), service);
    }

    /** Waits for a reading that tells this of the service. */
    public static TenantUsage await(TestSchema service, Predicate<TenantUsage> wanted) {
        return in(await(service.server(), usage -> wanted.test(in(usage, service))), service);
    }

    private static ServerUsage await(SharedServer server, Predicate<ServerUsage> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(server::usage, usage -> usage.failed().isEmpty() && wanted.test(usage));
    }

    public static TenantUsage in(ServerUsage usage, TestSchema service) {
        return usage.tenants().stream()
                .filter(tenant -> tenant.marker().equals(service.service().marker()))
                .findFirst()
                .orElseThrow();
    }
}
