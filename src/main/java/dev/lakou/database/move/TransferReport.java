package dev.lakou.database.move;

import java.util.List;

/** What was compared between the two servers, and what came of it. */
public record TransferReport(List<Comparison> comparisons) {
    public TransferReport {
        comparisons = List.copyOf(comparisons);
    }

    public boolean isSame() {
        return comparisons.stream().allMatch(Comparison::isSame);
    }

    public List<Comparison> differences() {
        return comparisons.stream().filter(one -> !one.isSame()).toList();
    }

    /**
     * One thing on both sides.
     *
     * @param what such as {@code table shop.orders} or {@code sequences}
     * @param source what it is at the source, such as {@code 1200 rows, 6f0c..}
     */
    public record Comparison(String what, String source, String target) {
        public boolean isSame() {
            return source.equals(target);
        }

        @Override
        public String toString() {
            return isSame()
                    ? "%s: the same (%s)".formatted(what, source)
                    : "%s: %s at the source, %s at the target".formatted(what, source, target);
        }
    }
}
