package dev.lakou.plan;

import java.util.List;

/** Changes in the order in which they must be made. An empty plan means that the server is as it should be. */
public record Plan(List<Change> changes) {
    private static final ChangeWords WORDS = new ChangeWords();

    public Plan {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The plan in words for people, one line a change. */
    public List<String> describe() {
        return changes.stream().map(change -> change.accept(WORDS)).toList();
    }
}
