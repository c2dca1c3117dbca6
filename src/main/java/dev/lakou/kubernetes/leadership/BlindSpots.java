package dev.lakou.kubernetes.leadership;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.ControllerHealthInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a started operator should see, and does not. */
@Singleton
public class BlindSpots {
    /** A watch is begun anew every few minutes; one that the API server refuses stays away. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Operator operator;
    private final Map<InformerHealthIndicator, Long> unwatchedSince = new HashMap<>();

    BlindSpots(Operator operator) {
        this.operator = operator;
    }

    /** Empty before the operator has started. */
    public synchronized Set<String> names() {
        if (!operator.getRuntimeInfo().isStarted()) {
            return Set.of();
        }
        var names = new TreeSet<String>();
        for (var controller : operator.getRuntimeInfo().getRegisteredControllers()) {
            var health = controller.getControllerHealthInfo();
            names.addAll(health.unhealthyEventSources().keySet());
            names.addAll(unwatched(health));
        }
        return names;
    }

    private Set<String> unwatched(ControllerHealthInfo health) {
        var names = new TreeSet<String>();
        health.informerEventSourceHealthIndicators().forEach((name, source) -> {
            for (var informer : source.informerHealthIndicators().values()) {
                if (isUnwatched((InformerHealthIndicator) informer)) {
                    names.add(name);
                }
            }
        });
        return names;
    }

    private boolean isUnwatched(InformerHealthIndicator informer) {
        if (!informer.isRunning() || informer.isWatching()) {
            unwatchedSince.remove(informer);
            return false;
        }
        var since = unwatchedSince.computeIfAbsent(informer, one -> System.nanoTime());
        return System.nanoTime() - since > PATIENCE.toNanos();
    }
}
