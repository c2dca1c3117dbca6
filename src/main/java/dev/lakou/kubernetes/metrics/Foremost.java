package dev.lakou.kubernetes.metrics;

import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tenants of a server are told one by one: those with the largest share of it, and whoever is in trouble or makes
 * some. A scrape of all would be too large, and nobody looks at the small ones singly.
 */
final class Foremost {
    private static final double NEARLY_FULL = 0.8;
    private static final double LONG_IDLE = 60;

    private Foremost() {}

    static Set<TenantUsage> of(Collection<TenantUsage> tenants, int most) {
        if (tenants.size() <= most) {
            return Set.copyOf(tenants);
        }
        var bytes = sum(tenants, Foremost::bytes);
        var connections = sum(tenants, Foremost::connections);
        var seconds = sum(tenants, Foremost::seconds);
        var largest = Comparator.comparingDouble((TenantUsage tenant) ->
                        bytes(tenant) / bytes + connections(tenant) / connections + seconds(tenant) / seconds)
                .reversed()
                .thenComparing(tenant -> tenant.marker().toString());
        return Stream.concat(
                        tenants.stream().sorted(largest).limit(most),
                        tenants.stream().filter(Foremost::isInTrouble))
                .collect(Collectors.toSet());
    }

    private static boolean isInTrouble(TenantUsage tenant) {
        return tenant.sessions()
                .filter(sessions -> sessions.waiting() + sessions.blocking() > 0
                        || sessions.fullest() >= NEARLY_FULL
                        || sessions.longestIdleInTransaction().orElse(0) >= LONG_IDLE
                        || sessions.oldestTransaction().orElse(0) >= LONG_IDLE)
                .isPresent();
    }

    private static double bytes(TenantUsage tenant) {
        return tenant.storage().map(Storage::bytes).orElse(0L);
    }

    private static double connections(TenantUsage tenant) {
        return tenant.sessions().map(Sessions::count).orElse(0);
    }

    private static double seconds(TenantUsage tenant) {
        return tenant.statements().map(Statements::seconds).orElse(0.0);
    }

    private static double sum(Collection<TenantUsage> tenants, ToDoubleFunction<TenantUsage> value) {
        return Math.max(1e-9, tenants.stream().mapToDouble(value).sum());
    }
}
