package dev.lakou.kubernetes.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SessionLimits;
import dev.lakou.database.WatchedSession;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    private static final SessionLimits LIMITS = new SessionLimits(
            Optional.of(Duration.ofMinutes(10)),
            Optional.of(Duration.ofHours(1)),
            OptionalLong.of(100),
            Optional.of(Duration.ofSeconds(30)));

    private final Sightings sightings = new Sightings();

    @Test
    void saysWhoseSessionItIsWhatItDoesAndWhatItMay() {
        var idle = session("a", Duration.ofSeconds(723), Duration.ofSeconds(800), 3);

        var excesses = sightings.of(List.of(idle), LIMITS, NOW);

        assertThat(excesses)
                .extracting(Excess::describe)
                .containsExactly(
                        "session 7 of \"orders_user\" from 10.0.0.7, which has done nothing in its transaction for 12m3s (idleInTransaction: 10m)");
    }

    @Test
    void namesTheGravestLimitAlone() {
        var all = session("a", Duration.ofHours(3), Duration.ofHours(3), 101);

        var excesses = sightings.of(List.of(all), LIMITS, NOW);

        assertThat(excesses).extracting(Excess::kind).containsExactly(SessionLimits.Kind.IDLE_IN_TRANSACTION);
    }

    @Test
    void leavesWhatIsWithinAllLimits() {
        var modest = session("a", Duration.ofMinutes(9), Duration.ofMinutes(59), 100);

        var excesses = sightings.of(List.of(modest), LIMITS, NOW);

        assertThat(excesses).isEmpty();
    }

    @Test
    void countsHowLongASessionWasSeenToBlockOthers() {
        var blocker = blocking("a", Duration.ZERO);
        sightings.of(List.of(blocker), LIMITS, NOW);

        var early = sightings.of(List.of(blocker), LIMITS, NOW.plusSeconds(29));
        var late = sightings.of(List.of(blocker), LIMITS, NOW.plusSeconds(30));

        assertThat(early).isEmpty();
        assertThat(late).extracting(Excess::amount).containsExactly("30s");
    }

    @Test
    void beginsToCountAnewWhenNobodyWaitedInBetweenOrItIsAnotherTransaction() {
        sightings.of(List.of(blocking("a", Duration.ZERO)), LIMITS, NOW);
        sightings.of(List.of(), LIMITS, NOW.plusSeconds(20));
        sightings.of(List.of(blocking("a", Duration.ZERO)), LIMITS, NOW.plusSeconds(25));

        var interrupted = sightings.of(List.of(blocking("a", Duration.ZERO)), LIMITS, NOW.plusSeconds(50));
        var another = sightings.of(List.of(blocking("b", Duration.ZERO)), LIMITS, NOW.plusSeconds(70));

        assertThat(interrupted).isEmpty();
        assertThat(another).isEmpty();
    }

    @Test
    void believesAServerThatKnowsSinceWhenSomebodyWaits() {
        var excesses = sightings.of(List.of(blocking("a", Duration.ofSeconds(31))), LIMITS, NOW);

        assertThat(excesses).extracting(Excess::amount).containsExactly("31s");
    }

    @Test
    void isNewsOnceForEachTransaction() {
        var first = news("a");
        var again = news("a");
        var next = news("b");

        assertThat(List.of(first, again, next)).containsExactly(true, false, true);
    }

    private boolean news(String transaction) {
        var idle = session(transaction, Duration.ofHours(1), Duration.ofHours(2), 0);
        return sightings.isNews(sightings.of(List.of(idle), LIMITS, NOW).get(0));
    }

    private static WatchedSession session(String transaction, Duration idle, Duration age, long locks) {
        return session(transaction, idle, age, locks, Optional.empty());
    }

    private static WatchedSession blocking(String transaction, Duration waited) {
        return session(transaction, Duration.ZERO, Duration.ZERO, 1, Optional.of(waited));
    }

    private static WatchedSession session(
            String transaction, Duration idle, Duration age, long locks, Optional<Duration> blocking) {
        return new WatchedSession(
                7,
                transaction,
                new Identifier("orders_user"),
                new Marker("cluster", "shop", "orders"),
                "10.0.0.7",
                idle,
                age,
                locks,
                blocking);
    }
}
