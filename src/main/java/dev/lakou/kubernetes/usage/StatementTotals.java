package dev.lakou.kubernetes.usage;

import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.model.Marker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What statements took since this process began to count: numbers that only grow. A server forgets single statements to
 * make room for others, and its sum then falls, which Prometheus would take for a restart and count all of it again.
 */
final class StatementTotals {
    private Map<Marker, Statements> before = Map.of();
    private Map<Marker, Statements> totals = Map.of();

    /** The totals, now that a server tells this; what is not told of a tenant ends its total. */
    Map<Marker, Statements> after(List<TenantUsage> tenants) {
        var now = new HashMap<Marker, Statements>();
        tenants.forEach(tenant -> tenant.statements().ifPresent(told -> now.put(tenant.marker(), told)));
        var sums = new HashMap<Marker, Statements>();
        now.forEach((tenant, told) -> sums.put(
                tenant,
                told.since(before.getOrDefault(tenant, told)).plus(totals.getOrDefault(tenant, Statements.NONE))));
        before = now;
        totals = sums;
        return totals;
    }
}
