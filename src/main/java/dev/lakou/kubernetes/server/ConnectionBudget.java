package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How many connections a server promises to its tenants: who has them keeps them, then the oldest is served first. */
public final class ConnectionBudget {
    private ConnectionBudget() {}

    /**
     * Holds a tenant to the budget of its server, and to what the server lets in at all.
     *
     * @param everybody this one included, by the DatabaseServers that are this same server; asked where it matters
     * @throws StalledException when those that go before this one leave too little
     */
    public static void check(Tenant tenant, DatabaseServer server, Supplier<List<Tenants>> everybody) {
        var name = server.getMetadata().getName();
        var budget = Optional.ofNullable(server.getSpec().connectionBudget());
        if (!tenant.isLimited() && budget.isPresent()) {
            throw new StalledException(
                    Reason.ConnectionBudgetExceeded,
                    "DatabaseServer \"%s\" has a connectionBudget of %d, and this resource a user without a limit. Set spec.connectionLimit%s."
                            .formatted(name, budget.get(), ofAllUsers(tenant)));
        }
        if (tenant.connections() == 0) {
            return;
        }
        var all = everybody.get();
        var own = all.stream()
                .filter(one -> one.server().getMetadata().getName().equals(name))
                .toList();
        budget.map(most -> new Bound("connectionBudget", most, own))
                .or(() -> maxConnections(server, all))
                .ifPresent(bound -> check(tenant, bound));
    }

    private static void check(Tenant tenant, Bound bound) {
        var wanted = tenant.connections();
        if (bound.holdsAll()) {
            return;
        }
        var ahead = bound.aheadOf(tenant);
        var taken = ahead.stream().mapToInt(ConnectionBudget::counted).sum();
        if (taken + wanted <= bound.most()) {
            return;
        }
        throw new StalledException(
                Reason.ConnectionBudgetExceeded,
                "%d connections promised to %d other tenants of DatabaseServer %s + %d wanted here%s = %d; its %s is %d. Lower spec.connectionLimit%s to %d or less, or raise the %s."
                        .formatted(
                                taken,
                                ahead.size(),
                                bound.servers(),
                                wanted,
                                tenant.loginsEach() == 1 ? "" : " (two logins while the credential is rotated)",
                                taken + wanted,
                                bound.name(),
                                bound.most(),
                                ofAllUsers(tenant),
                                Math.max(0, (bound.most() - taken) / tenant.loginsEach()),
                                bound.name()));
    }

    private static int counted(Tenant tenant) {
        return tenant.isMade() ? tenant.promised() : tenant.connections();
    }

    private static String ofAllUsers(Tenant tenant) {
        return tenant.limits().size() == 1 ? "" : " and those of spec.users, all together,";
    }

    private static Optional<Bound> maxConnections(DatabaseServer server, Collection<Tenants> all) {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::maxConnections)
                .map(most -> new Bound("max_connections", most, all));
    }

    /**
     * What may not be passed, its name, and by whom together. A budget is the platform team's own word for one
     * DatabaseServer, so it goes before what the server lets in.
     */
    private record Bound(String name, int most, Collection<Tenants> tenants) {
        /** Then nobody goes before anybody. */
        private boolean holdsAll() {
            return tenants.stream()
                            .flatMap(one -> one.all().stream())
                            .mapToLong(one -> Math.max(counted(one), one.connections()))
                            .sum()
                    <= most;
        }

        /**
         * Who is served before a tenant: whoever has something already, unless the tenant has it for longer and asks for
         * no more; then, the oldest first, those that wait and fit.
         */
        private List<Tenant> aheadOf(Tenant tenant) {
            var ahead = new ArrayList<Tenant>();
            var taken = 0;
            for (var other : inOrder()) {
                if (isAhead(other, tenant) && (other.isMade() || taken + other.connections() <= most)) {
                    ahead.add(other);
                    taken += counted(other);
                }
            }
            return ahead;
        }

        private List<Tenant> inOrder() {
            return tenants.stream()
                    .flatMap(one -> one.all().stream())
                    .sorted(Comparator.comparing(Tenant::isMade)
                            .reversed()
                            .thenComparing(Tenant::resource, CreationOrder.OLDEST_FIRST))
                    .toList();
        }

        private static boolean isAhead(Tenant other, Tenant tenant) {
            var order = CreationOrder.OLDEST_FIRST.compare(other.resource(), tenant.resource());
            if (order == 0) {
                return false;
            }
            return other.isMade()
                    ? order < 0 || !tenant.isMade() || tenant.grows()
                    : order < 0 && !tenant.isMade() && !other.isRefused();
        }

        private String servers() {
            return tenants.stream()
                    .map(one -> '"' + one.server().getMetadata().getName() + '"')
                    .sorted()
                    .collect(Collectors.joining(" and "));
        }
    }
}
