package dev.lakou.kubernetes.metrics;

import dev.lakou.database.OperationTimes;
import dev.lakou.database.PoolUse;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.leadership.BlindSpots;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.reconcile.LaneUse;
import dev.lakou.kubernetes.reconcile.ServerLanes;
import dev.lakou.kubernetes.status.ReconcileCounts;
import dev.lakou.kubernetes.status.ReconcileCounts.Result;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is told of this process itself. */
@Singleton
class OperatorSamples {
    private final LeaderFence fence;
    private final BlindSpots blindSpots;
    private final ReconcileCounts counts;
    private final SharedServers servers;
    private final ServerLanes lanes;

    OperatorSamples(
            LeaderFence fence,
            BlindSpots blindSpots,
            ReconcileCounts counts,
            SharedServers servers,
            ServerLanes lanes) {
        this.fence = fence;
        this.blindSpots = blindSpots;
        this.counts = counts;
        this.servers = servers;
        this.lanes = lanes;
    }

    List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        samples.add(Sample.gauge(
                "lakou.leader", "", "Whether this replica is the one that acts", Tags.empty(), fence.lasts() ? 1 : 0));
        samples.add(Sample.gauge(
                "lakou.blind.watches",
                "",
                "Watches of Kubernetes that should run, and do not",
                Tags.empty(),
                blindSpots.names().size()));
        counts.results().forEach((result, count) -> samples.add(of(result, count)));
        counts.changes()
                .forEach((change, count) -> samples.add(Sample.total(
                        "lakou.changes",
                        "",
                        "Plans that were carried out on a server, by what for",
                        Tags.of("kind", change.kind(), "change", change.what()),
                        count)));
        for (var server : servers.names()) {
            var tags = Tags.of("server", server);
            samples.addAll(of(tags, lanes.use(server)));
            samples.addAll(of(tags, servers.times(server)));
            servers.find(server)
                    .ifPresent(open -> samples.addAll(of(tags, open.server().pool())));
        }
        return samples;
    }

    private static Sample of(Result result, long count) {
        var tags = Tags.of(
                "kind",
                result.kind(),
                "result",
                result.reason().outlook().name().toLowerCase(Locale.ROOT),
                "reason",
                result.reason().name());
        return Sample.total(
                "lakou.reconciles", "", "Reconciliations, by what they said of their resource", tags, count);
    }

    private static List<Sample> of(Tags tags, LaneUse use) {
        return List.of(
                Sample.gauge("lakou.lane.working", "", "Resources of the server at work", tags, use.atWork()),
                Sample.gauge("lakou.lane.waiting", "", "Resources that wait for their turn", tags, use.waiting()),
                Sample.total("lakou.lane.wait", "seconds", "How long they waited for it", tags, seconds(use.waited())));
    }

    private static List<Sample> of(Tags tags, PoolUse use) {
        var name = "lakou.pool.connections";
        var words = "Lakou's own connections to the server";
        return List.of(
                Sample.gauge("lakou.pool.connections.max", "", "How many it may have", tags, use.most()),
                Sample.gauge(name, "", words, tags.and("state", "busy"), use.busy()),
                Sample.gauge(name, "", words, tags.and("state", "idle"), use.idle()),
                Sample.gauge("lakou.pool.waiting", "", "Who wait for one of them", tags, use.waiting()),
                Sample.total("lakou.pool.taken", "", "How often one was taken", tags, use.taken()),
                Sample.total("lakou.pool.wait", "seconds", "How long was waited for one", tags, seconds(use.waited())));
    }

    private static List<Sample> of(Tags tags, OperationTimes times) {
        var samples = new ArrayList<Sample>();
        times.all().forEach((operation, took) -> {
            var one = tags.and("operation", operation);
            samples.add(Sample.total("lakou.operations", "", "What the server was asked", one, took.count()));
            samples.add(Sample.total(
                    "lakou.operation.failures", "", "What of that it refused or left", one, took.failures()));
            samples.add(
                    Sample.total("lakou.operation.time", "seconds", "How long that took", one, seconds(took.total())));
        });
        times.proofs()
                .forEach((outcome, count) -> samples.add(Sample.total(
                        "lakou.proofs",
                        "",
                        "Whether services could log in with their Secrets",
                        tags.and("outcome", outcome),
                        count)));
        return samples;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
