package dev.lakou.image;

import dev.lakou.environment.OperatorProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long it takes until the operator is ready: with the Java that this runs on, in the image, and in the image with a
 * trained cache. They take turns, so that the machine is the same for all. Give the rounds as an argument.
 */
public final class StartCost {
    private static final List<String> SAME_MEMORY = List.of(Site.MEMORY, "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50");

    private StartCost() {}

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) throws IOException {
        var rounds = arguments.length == 0 ? 6 : Integer.parseInt(arguments[0]);
        var base = LocalBase.make();
        Sbom.write();
        try (var site = Site.prepare()) {
            var plain = Jib.build(base, "plain");
            var trained = site.trained(base, plain);
            Map<String, Supplier<OperatorProcess>> starts = new LinkedHashMap<>();
            starts.put("Java " + Runtime.version().feature(), () -> site.start(SAME_MEMORY));
            starts.put("image", () -> site.start(plain));
            starts.put("image with a cache", () -> site.start(trained));
            measure(starts, rounds)
                    .forEach((what, times) -> System.out.printf(
                            "%-20s least %4d ms, median %4d ms%n",
                            what,
                            times.get(0).toMillis(),
                            times.get(times.size() / 2).toMillis()));
        }
        System.exit(0);
    }

    private static Map<String, List<Duration>> measure(Map<String, Supplier<OperatorProcess>> starts, int rounds) {
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        for (var i = 0; i < rounds; i++) {
            starts.forEach((what, start) ->
                    times.computeIfAbsent(what, unused -> new ArrayList<>()).add(Site.timeToReady(start)));
        }
        times.values().forEach(several -> several.sort(null));
        return times;
    }
}
