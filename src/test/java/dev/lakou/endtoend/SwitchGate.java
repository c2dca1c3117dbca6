package dev.lakou.endtoend;

import dev.lakou.faults.Fate;
import dev.lakou.faults.Write;
import dev.lakou.faults.WriteGate;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Holds the write that says that a service is on another server, before or after the API server has it. */
final class SwitchGate implements WriteGate {
    private static final String DECISION = "\"lakou.dev/moved\": \"";

    private final Collection<Hold> holds = new CopyOnWriteArrayList<>();

    void holdBefore(String service) {
        holds.add(new Hold(service, true));
    }

    void holdAfter(String service) {
        holds.add(new Hold(service, false));
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
                .filter(hold -> hold.before == before && write.text().contains(DECISION))
                .filter(hold -> write.text().contains("/serviceschemas/" + hold.service))
                .findFirst();
        held.ifPresent(Hold::await);
        return held.isPresent() ? Fate.CUT : Fate.PASS;
    }

    private static final class Hold {
        private final String service;
        private final boolean before;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(String service, boolean before) {
            this.service = service;
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
