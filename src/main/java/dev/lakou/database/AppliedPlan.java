package dev.lakou.database;

import dev.lakou.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan that was carried out.
 *
 * @param unfinished what goes on although it should have ended, in words
 */
public record AppliedPlan(Plan plan, List<String> unfinished) {
    public AppliedPlan {
        unfinished = List.copyOf(unfinished);
    }

    /** Whether there was nothing to do. */
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    /** What is left of what this one and the one before it should have ended: the same plan was tried once more. */
    AppliedPlan after(AppliedPlan before) {
        return new AppliedPlan(before.plan, unfinished);
    }

    /** What was done, in words for people, one line a change; then what goes on. */
    public List<String> describe() {
        return Stream.concat(plan.describe().stream(), unfinished.stream()).toList();
    }
}
