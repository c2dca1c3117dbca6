package dev.lakou.kubernetes.reconcile;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A lane for each server, so that a burst on one, or its trouble, is not felt on the others. */
@Singleton
class ServerLanes {
    /** More share the processors without ending sooner; fewer ask a server less together. */
    private static final int PLACES = 16;

    private final Clock clock;
    private final ReconcileTrigger triggers;
    private final Map<String, ServerLane> lanes = new ConcurrentHashMap<>();

    ServerLanes(Clock clock, ReconcileTrigger triggers) {
        this.clock = clock;
        this.triggers = triggers;
    }

    /** As {@link ServerLane#enter}. */
    boolean enter(String server, ResourceKey resource, boolean edit) {
        return lane(server).enter(resource, edit);
    }

    void leave(String server, ResourceKey resource) {
        call(lane(server).leave(resource));
    }

    void withdraw(String server, ResourceKey resource) {
        call(lane(server).withdraw(resource));
    }

    private ServerLane lane(String server) {
        return lanes.computeIfAbsent(server, name -> new ServerLane(PLACES, clock));
    }

    private void call(List<ResourceKey> next) {
        next.forEach(triggers::trigger);
    }
}
