package dev.lakou.kubernetes.leadership;

import jakarta.inject.Singleton;
import java.time.Duration;

/** For how long this replica may act: until its Lease runs out, unless that is renewed. */
@Singleton
public class LeaderFence {
    /** By the clock that nobody sets. */
    private volatile long end = System.nanoTime();

    LeaderFence() {}

    /** Whether no other replica can be acting now. What is begun must ask; what was begun is locked in the database. */
    public boolean lasts() {
        return System.nanoTime() - end < 0;
    }

    void extend(long begin, Duration term) {
        end = begin + term.toNanos();
    }

    void finish() {
        end = System.nanoTime();
    }
}
