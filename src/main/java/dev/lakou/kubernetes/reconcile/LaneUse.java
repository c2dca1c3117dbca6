package dev.lakou.kubernetes.reconcile;

import java.time.Duration;

/**
 * How busy the lane of a server is.
 *
 * @param atWork how many resources are at work
 * @param waiting how many wait for their turn
 * @param waited how long all that came to their turn have waited for it, together
 */
public record LaneUse(int atWork, int waiting, Duration waited) {
    LaneUse plus(LaneUse other) {
        return new LaneUse(atWork + other.atWork, waiting + other.waiting, waited.plus(other.waited));
    }
}
