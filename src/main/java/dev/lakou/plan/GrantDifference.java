package dev.lakou.plan;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.GrantTarget.OfTable;
import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to be granted and revoked. Of rights on columns of one table only those columns that differ: where statements
 * take effect one by one, nobody loses for a moment what stays.
 */
record GrantDifference(Set<Grant> missing, Set<Grant> superfluous) {
    GrantDifference {
        missing = Set.copyOf(missing);
        superfluous = Set.copyOf(superfluous);
    }

    static GrantDifference between(Set<Grant> desired, Set<Grant> actual) {
        var missing = PlanDraft.minus(desired, actual);
        var superfluous = PlanDraft.minus(actual, desired);
        return new GrantDifference(withoutColumnsOf(superfluous, missing), withoutColumnsOf(missing, superfluous));
    }

    /** The second ones, each without the columns that the first ones have of the same right. */
    private static Set<Grant> withoutColumnsOf(Set<Grant> first, Set<Grant> second) {
        var known = new HashMap<Grant, List<Identifier>>();
        first.forEach(grant -> columns(grant).forEach((whole, columns) -> known.put(whole, columns)));
        var rest = new HashSet<Grant>();
        for (var grant : second) {
            var columns = columns(grant);
            if (columns.isEmpty()) {
                rest.add(grant);
            }
            columns.forEach((whole, own) -> {
                var left = new ArrayList<>(own);
                left.removeAll(known.getOrDefault(whole, List.of()));
                if (!left.isEmpty()) {
                    rest.add(on((OfTable) whole.target(), left, whole));
                }
            });
        }
        return rest;
    }

    /** The columns that the grant is on, by the same grant on the whole table; nothing of one that is on no columns. */
    private static Map<Grant, List<Identifier>> columns(Grant grant) {
        return grant.target() instanceof OfTable table && !table.columns().isEmpty()
                ? Map.of(on(table, List.of(), grant), table.columns())
                : Map.of();
    }

    private static Grant on(OfTable table, List<Identifier> columns, Grant like) {
        GrantTarget target = new OfTable(table.schema(), table.table(), columns);
        return new Grant(like.grantee(), like.privilege(), target);
    }
}
