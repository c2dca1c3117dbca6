package dev.lakou.endtoend;

import dev.lakou.endtoend.CrashPoint.Moment;
import dev.lakou.faults.Fate;
import dev.lakou.faults.Write;
import dev.lakou.faults.WriteGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Counts the writes of each service, in the databases and the API together, and holds a service at its point, so that
 * one kill of the operator hits several services, each where it should be.
 */
final class CrashGate implements WriteGate {
    private static final String STATUS = "PATCH serviceschemas/status";

    private final Map<String, Track> tracks = new ConcurrentHashMap<>();

    /** Counts from now on the writes that name the service. */
    void count(String service, Optional<CrashPoint> stop) {
        tracks.put(service, new Track(stop));
    }

    List<Write> seen(String service) {
        return track(service).seen();
    }

    /** Whether the service is at its point, where it stays. */
    boolean holds(String service) {
        return track(service).holds();
    }

    /** Cuts the connections of those that are held, and counts no more. */
    void release() {
        tracks.values().forEach(Track::release);
        tracks.clear();
    }

    @Override
    public Fate before(Write write) {
        return track(write).map(track -> track.before(write)).orElse(Fate.PASS);
    }

    @Override
    public Fate after(Write write) {
        return track(write).map(track -> track.after(write)).orElse(Fate.PASS);
    }

    private Track track(String service) {
        return Optional.ofNullable(tracks.get(service)).orElseThrow();
    }

    /** What is said of a server names the logins that it found there, and is no write of theirs. */
    private Optional<Track> track(Write write) {
        if (write.words().contains("databaseservers")) {
            return Optional.empty();
        }
        return tracks.entrySet().stream()
                .filter(track -> write.text().contains(track.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What is known of one service. */
    private static final class Track {
        private final Optional<CrashPoint> stop;
        private final List<Write> seen = new ArrayList<>();
        private final CountDownLatch released = new CountDownLatch(1);
        private boolean held;

        Track(Optional<CrashPoint> stop) {
            this.stop = stop;
        }

        synchronized List<Write> seen() {
            return List.copyOf(seen);
        }

        synchronized boolean holds() {
            return held;
        }

        void release() {
            released.countDown();
        }

        Fate before(Write write) {
            synchronized (this) {
                // A client that is held says the same again.
                if (!held && !repeats(write)) {
                    seen.add(write);
                    held = stop.equals(Optional.of(new CrashPoint(seen.size() - 1, Moment.BEFORE)));
                }
            }
            return fate();
        }

        Fate after(Write write) {
            synchronized (this) {
                for (var number = 0; number < seen.size(); number++) {
                    if (seen.get(number) == write) {
                        held |= stop.equals(Optional.of(new CrashPoint(number, Moment.AFTER)));
                    }
                }
            }
            return fate();
        }

        /**
         * Who has not seen its own work yet does it once more; no write is between, and only the time in it differs. No
         * operation begins with a status: such a one still tells of what was before.
         */
        private boolean repeats(Write write) {
            return seen.isEmpty() ? write.words().equals(STATUS) : write.isAgain(seen.get(seen.size() - 1));
        }

        private Fate fate() {
            if (!holds()) {
                return Fate.PASS;
            }
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Fate.CUT;
        }
    }
}
