package dev.lakou.endtoend;

import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.faults.Fate;
import dev.lakou.faults.Write;
import dev.lakou.faults.WriteGate;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Holds writes about a move, so that its operator can be killed there, before or after the API server has them. */
final class MoveGate implements WriteGate {
    private final Collection<Hold> holds = new CopyOnWriteArrayList<>();

    /** What says that the service is on another server. */
    void holdDecision(String service, boolean before) {
        holds.add(new Hold("/serviceschemas/" + service + "{", "\"lakou.dev/moved\": \"", before));
    }

    /** What says that the move is in this phase: all that comes before it is done. */
    void holdBefore(Phase phase, String move) {
        holds.add(new Hold("/schemamoves/" + move + "/status", "\"phase\":\"" + phase + '"', true));
    }

    void awaitHeld() throws InterruptedException {
        for (var hold : holds) {
            hold.reached.await();
        }
    }

    /** Cuts the connections of those that are held, and holds no more. */
    void release() {
        var all = List.copyOf(holds);
        holds.clear();
        all.forEach(hold -> hold.released.countDown());
    }

    @Override
    public Fate before(Write write) {
        return fate(write, true);
    }

    @Override
    public Fate after(Write write) {
        return fate(write, false);
    }

    private Fate fate(Write write, boolean before) {
        var held = holds.stream()
                .filter(hold -> hold.before == before
                        && write.text().contains(hold.resource)
                        && write.text().contains(hold.words))
                .findFirst();
        held.ifPresent(Hold::await);
        return held.isPresent() ? Fate.CUT : Fate.PASS;
    }

    private static final class Hold {
        private final String resource;
        private final String words;
        private final boolean before;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(String resource, String words, boolean before) {
            this.resource = resource;
            this.words = words;
            this.before = before;
        }

        void await() {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
