package dev.lakou.kubernetes.metrics;

import dev.lakou.kubernetes.watchdog.WatchdogCounts.Count;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is told of the sessions that were too much for others. */
final class WatchdogSamples {
    private WatchdogSamples() {}

    /**
     * @param tags of the server
     * @param residents those that are there yet
     */
    static List<Sample> of(String server, Tags tags, Collection<Resident> residents, Map<Count, Long> counts) {
        var present = residents.stream()
                .map(one -> List.of(one.kind(), one.namespace(), one.name()))
                .collect(Collectors.toSet());
        return counts.entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), server, present))
                .map(entry -> sample(tags, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean isOf(Count count, String server, Set<List<String>> present) {
        return count.server().equals(server)
                && present.contains(List.of(count.kind(), count.namespace(), count.name()));
    }

    private static Sample sample(Tags tags, Count count, long sessions) {
        return Sample.total(
                "lakou.watchdog.sessions",
                "",
                "Sessions that were too much for others, by what of them and what became of them",
                tags.and(
                        "kind", count.kind(),
                        "namespace", count.namespace(),
                        "name", count.name(),
                        "limit", count.limit().name().toLowerCase(Locale.ROOT),
                        "result", count.result().name().toLowerCase(Locale.ROOT)),
                sessions);
    }
}
