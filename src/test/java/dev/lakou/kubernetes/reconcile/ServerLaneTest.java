package dev.lakou.kubernetes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLaneTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final ServerLane lane = new ServerLane(2, 2, () -> now);

    @Test
    void soManyWorkAtATimeAndTheRestIsCalledOneByOne() {
        assertThat(lane.enter(shop(1), true)).isTrue();
        assertThat(lane.enter(shop(2), true)).isTrue();
        assertThat(lane.enter(shop(3), true)).isFalse();
        assertThat(lane.enter(shop(4), true)).isFalse();

        assertThat(lane.leave(shop(1))).containsExactly(shop(3));
        assertThat(lane.enter(shop(3), true)).isTrue();
        assertThat(lane.leave(shop(2))).containsExactly(shop(4));
    }

    @Test
    void aBurstInOneNamespaceIsPassedByTheNextOneOfAnother() {
        for (var number = 0; number < 10_000; number++) {
            lane.enter(shop(number), true);
        }
        lane.enter(blog(1), true);

        assertThat(served(3)).contains(blog(1));
    }

    @Test
    void oneNamespaceNeverHasAllPlaces() {
        var shared = new ServerLane(3, 2, () -> now);

        assertThat(shared.enter(shop(1), true)).isTrue();
        assertThat(shared.enter(shop(2), true)).isTrue();
        assertThat(shared.enter(shop(3), true)).isFalse();
        assertThat(shared.enter(blog(1), true)).isTrue();
        assertThat(shared.leave(blog(1))).isEmpty();
        assertThat(shared.leave(shop(1))).containsExactly(shop(3));
    }

    @Test
    void aPlaceIsKeptForWhoWasCalled() {
        lane.enter(shop(1), true);
        lane.enter(shop(2), true);
        lane.enter(shop(3), true);
        lane.leave(shop(1));

        assertThat(lane.enter(blog(1), true)).isFalse();
        assertThat(lane.enter(shop(3), true)).isTrue();
    }

    @Test
    void aCallThatWasLostKeepsNoPlaceForEver() {
        lane.enter(shop(1), true);
        lane.enter(shop(2), true);
        lane.enter(shop(3), true);
        lane.leave(shop(1));

        now = now.plus(Duration.ofSeconds(6));

        assertThat(lane.enter(blog(1), true)).isTrue();
    }

    @Test
    void whoIsGoneIsNotCalled() {
        lane.enter(shop(1), true);
        lane.enter(shop(2), true);
        lane.enter(shop(3), true);
        lane.enter(shop(4), true);

        lane.withdraw(shop(3));

        assertThat(lane.leave(shop(1))).containsExactly(shop(4));
    }

    @Test
    void whoWasCalledAndIsGoneMakesPlaceForTheNext() {
        lane.enter(shop(1), true);
        lane.enter(shop(2), true);
        lane.enter(shop(3), true);
        lane.enter(shop(4), true);
        lane.leave(shop(1));

        assertThat(lane.withdraw(shop(3))).containsExactly(shop(4));
    }

    @Test
    void anEditGoesBeforeScans() {
        for (var number = 0; number < 100; number++) {
            lane.enter(shop(number), false);
        }
        lane.enter(shop(200), true);

        assertThat(lane.leave(shop(0))).containsExactly(shop(200));
    }

    @Test
    void anEditOfWhatWaitsForAScanIsAnEdit() {
        for (var number = 0; number < 100; number++) {
            lane.enter(shop(number), false);
        }
        lane.enter(shop(99), true);

        assertThat(lane.leave(shop(0))).containsExactly(shop(99));
    }

    @Test
    void aStreamOfEditsDoesNotKeepAScanWaitingForEver() {
        for (var number = 0; number < 100; number++) {
            lane.enter(shop(number), true);
        }
        lane.enter(blog(1), false);

        assertThat(served(4)).contains(blog(1));
    }

    /** Who gets the next places, each of them being left at once. */
    private List<ResourceKey> served(int places) {
        var served = new ArrayList<ResourceKey>();
        var next = lane.leave(shop(0));
        while (served.size() < places && !next.isEmpty()) {
            served.addAll(next);
            next.forEach(one -> lane.enter(one, true));
            next = lane.leave(next.get(0));
        }
        return served;
    }

    private static ResourceKey shop(int number) {
        return new ResourceKey("ServiceSchema", "shop", "service-" + number);
    }

    private static ResourceKey blog(int number) {
        return new ResourceKey("ServiceSchema", "blog", "service-" + number);
    }
}
