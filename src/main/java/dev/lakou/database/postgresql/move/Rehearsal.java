package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReport.Comparison;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was compared before the fence.
 *
 * @param position of the source, up to which the target had all and nothing else
 * @param small tables that are compared once more at the fence
 */
record Rehearsal(String position, TransferReport report, List<String> small) {

    /** What is known at the fence: what was compared again, and of all else when, and that all since then has followed. */
    TransferReport with(TransferReport now, List<Comparison> since) {
        var again = now.comparisons().stream().map(Comparison::what).toList();
        var before = report.comparisons().stream()
                .filter(one -> !again.contains(one.what()))
                .map(one -> new Comparison(one.what() + " at " + position, one.source(), one.target()));
        return new TransferReport(Stream.of(now.comparisons().stream(), before, since.stream())
                .flatMap(part -> part)
                .toList());
    }
}
