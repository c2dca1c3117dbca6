package dev.lakou.kubernetes.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The resources of one server: at most so many at work at a time, the rest in line, fair between namespaces. Who waits
 * holds no thread: it leaves, and is called. For one thread at a time.
 */
final class ServerLane {
    /** Events can be lost on the way; a place is not kept longer for one who was called. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So many edits before one scan, that no stream of edits keeps what was changed by hand from being mended. */
    private static final int EDITS_BEFORE_A_SCAN = 3;

    private final int places;
    private final int placesOfOne;
    private final InstantSource clock;
    private final Set<ResourceKey> atWork = new HashSet<>();
    private final Map<ResourceKey, Instant> called = new HashMap<>();
    private final WaitingLine edits = new WaitingLine();
    private final WaitingLine scans = new WaitingLine();
    private final Map<ResourceKey, Instant> since = new HashMap<>();
    private Duration waited = Duration.ZERO;
    private int editsInARow;

    /** @param placesOfOne how many of the places one namespace may have: its troubles are not those of all */
    ServerLane(int places, int placesOfOne, InstantSource clock) {
        this.places = places;
        this.placesOfOne = placesOfOne;
        this.clock = clock;
    }

    /**
     * @param edit whether somebody waits for it, as its status does not say yet that it is ready as its spec wants it
     * @return whether it may work now, until {@link #leave}; otherwise it is in line
     */
    boolean enter(ResourceKey resource, boolean edit) {
        if (called.remove(resource) != null || isFree() && hasTurn(resource.namespace())) {
            forget(resource);
            atWork.add(resource);
            Optional.ofNullable(since.remove(resource))
                    .ifPresent(from -> waited = waited.plus(Duration.between(from, clock.instant())));
            return true;
        }
        forget(resource);
        (edit ? edits : scans).add(resource);
        since.putIfAbsent(resource, clock.instant());
        return false;
    }

    /** @return those who are to enter now */
    List<ResourceKey> leave(ResourceKey resource) {
        atWork.remove(resource);
        return call();
    }

    /** It comes no more. */
    List<ResourceKey> withdraw(ResourceKey resource) {
        forget(resource);
        called.remove(resource);
        since.remove(resource);
        return call();
    }

    /** Nobody is here. */
    boolean isIdle() {
        return atWork.isEmpty() && called.isEmpty() && edits.isEmpty() && scans.isEmpty();
    }

    LaneUse use() {
        return new LaneUse(atWork.size(), since.size(), waited);
    }

    private void forget(ResourceKey resource) {
        edits.remove(resource);
        scans.remove(resource);
    }

    private List<ResourceKey> call() {
        var next = new ArrayList<ResourceKey>();
        while (isFree()) {
            var one = next();
            if (one.isEmpty()) {
                break;
            }
            called.put(one.get(), clock.instant());
            next.add(one.get());
        }
        return next;
    }

    private Optional<ResourceKey> next() {
        var scanFirst = editsInARow >= EDITS_BEFORE_A_SCAN;
        var first = (scanFirst ? scans : edits).next(this::hasTurn);
        if (first.isPresent()) {
            editsInARow = scanFirst ? 0 : editsInARow + 1;
            return first;
        }
        editsInARow = 0;
        return (scanFirst ? edits : scans).next(this::hasTurn);
    }

    private boolean isFree() {
        var since = clock.instant().minus(PATIENCE);
        called.values().removeIf(at -> at.isBefore(since));
        return atWork.size() + called.size() < places;
    }

    private boolean hasTurn(String namespace) {
        return Stream.concat(atWork.stream(), called.keySet().stream())
                        .filter(one -> one.namespace().equals(namespace))
                        .count()
                < placesOfOne;
    }
}
