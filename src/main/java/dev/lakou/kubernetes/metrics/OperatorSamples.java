package dev.lakou.kubernetes.metrics;

import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.status.ReconcileCounts;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is told of this process itself. */
@Singleton
class OperatorSamples {
    private final LeaderFence fence;
    private final ReconcileCounts counts;

    OperatorSamples(LeaderFence fence, ReconcileCounts counts) {
        this.fence = fence;
        this.counts = counts;
    }

    List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        samples.add(Sample.gauge(
                "lakou.leader", "", "Whether this replica is the one that acts", Tags.empty(), fence.lasts() ? 1 : 0));
        counts.results()
                .forEach((result, count) -> samples.add(Sample.total(
                        "lakou.reconciles",
                        "",
                        "Reconciliations, by what they said of their resource",
                        Tags.of(
                                "kind",
                                result.kind(),
                                "result",
                                result.reason().outlook().name().toLowerCase(Locale.ROOT),
                                "reason",
                                result.reason().name()),
                        count)));
        counts.changes()
                .forEach((change, count) -> samples.add(Sample.total(
                        "lakou.changes",
                        "",
                        "Plans that were carried out on a server, by what for",
                        Tags.of("kind", change.kind(), "change", change.what()),
                        count)));
        return samples;
    }
}
