package dev.lakou.bench;

import dev.lakou.bench.Counters.Part;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one step cost, by name and in the order of a table's columns. */
record Figures(String what, Map<String, Object> values) {
    private static final int WIDTH = 12;

    static Figures of(String what, int count, List<Long> latencies, Counters before, Counters after, Limits limit) {
        var values = new LinkedHashMap<String, Object>();
        var seconds = (after.nanos() - before.nanos()) / 1e9;
        values.put("seconds", rounded(seconds));
        if (!latencies.isEmpty()) {
            values.put("p50 ms", latencies.get(latencies.size() / 2));
            values.put("p99 ms", latencies.get((int) (latencies.size() * 0.99)));
            values.put("per s", rounded(count / seconds));
            values.put("of limit", rounded(count / seconds / limit.servicesPerSecond()));
        }
        var each = Math.max(1, count);
        for (var part : Part.values()) {
            values.put(
                    part.name().toLowerCase(Locale.ROOT).replace("_server", "") + " cpu s",
                    rounded(after.cpu().getOrDefault(part, 0.0) - before.cpu().getOrDefault(part, 0.0)));
        }
        values.put("requests", rounded((double) (after.requests() - before.requests()) / each));
        values.put("transact.", rounded((double) (after.transactions() - before.transactions()) / each));
        values.put("logins", rounded((double) (after.logins() - before.logins()) / each));
        values.put("MiB", after.memory());
        return new Figures(what, values);
    }

    /** Requests, transactions and logins are those of one service, where a step made some. */
    static String table(List<Figures> all) {
        var columns = all.stream()
                .flatMap(one -> one.values().keySet().stream())
                .distinct()
                .toList();
        var head = row(Stream.concat(Stream.of(""), columns.stream()));
        return Stream.concat(
                        Stream.of(head),
                        all.stream()
                                .map(one -> row(Stream.concat(
                                        Stream.of(one.what()),
                                        columns.stream()
                                                .map(column -> String.valueOf(
                                                        one.values().getOrDefault(column, "")))))))
                .collect(Collectors.joining("\n"));
    }

    static String json(Map<String, ?> machine, List<Figures> all) {
        var whole = new LinkedHashMap<String, Object>(machine);
        all.forEach(one -> whole.put(one.what(), one.values()));
        return Serialization.asJson(whole).replaceAll("\\s*\\n\\s*", " ");
    }

    private static String row(Stream<String> cells) {
        var all = cells.toList();
        return "%-32s".formatted(all.get(0))
                + all.stream().skip(1).map(("%" + WIDTH + "s")::formatted).collect(Collectors.joining(" "));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
