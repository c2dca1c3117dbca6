package dev.lakou.kubernetes.reconcile;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A lane for each server, so that a burst on one, or its trouble, is not felt on the others. */
@Singleton
public class ServerLanes {
    /** More share the processors without ending sooner; fewer ask a server less together. */
    private static final int PLACES = 16;

    private static final int PLACES_OF_ONE_NAMESPACE = 12;

    private final Clock clock;
    private final ReconcileTrigger triggers;
    private final Map<String, ServerLane> lanes = new HashMap<>();

    /** In lanes that have been idle since. */
    private final Map<String, Duration> waitedBefore = new HashMap<>();

    ServerLanes(Clock clock, ReconcileTrigger triggers) {
        this.clock = clock;
        this.triggers = triggers;
    }

    /** As {@link ServerLane#enter}. */
    synchronized boolean enter(String server, ResourceKey resource, boolean edit) {
        return lanes.computeIfAbsent(server, name -> new ServerLane(PLACES, PLACES_OF_ONE_NAMESPACE, clock))
                .enter(resource, edit);
    }

    void leave(String server, ResourceKey resource) {
        called(server, lane -> lane.leave(resource)).forEach(triggers::trigger);
    }

    /** It comes no more. */
    void withdraw(String server, ResourceKey resource) {
        called(server, lane -> lane.withdraw(resource)).forEach(triggers::trigger);
    }

    private synchronized List<ResourceKey> called(String server, Function<ServerLane, List<ResourceKey>> step) {
        var lane = Optional.ofNullable(lanes.get(server));
        var called = lane.map(step).orElse(List.of());
        lane.filter(ServerLane::isIdle).ifPresent(idle -> {
            lanes.remove(server);
            if (!idle.use().waited().isZero()) {
                waitedBefore.merge(server, idle.use().waited(), Duration::plus);
            }
        });
        return called;
    }

    public synchronized LaneUse use(String server) {
        var before = new LaneUse(0, 0, waitedBefore.getOrDefault(server, Duration.ZERO));
        return Optional.ofNullable(lanes.get(server))
                .map(lane -> lane.use().plus(before))
                .orElse(before);
    }
}
