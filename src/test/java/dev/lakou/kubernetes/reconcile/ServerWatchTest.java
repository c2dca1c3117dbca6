package dev.lakou.kubernetes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerWatchTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private final ServerWatch watch = ServerWatch.begin(threads, INTERVAL, one -> {});

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void restsForTheIntervalAfterALookThatCostLittle() {
        assertThat(watch.restAfter(Duration.ofMillis(100))).isEqualTo(INTERVAL);
    }

    @Test
    void leavesAServerAloneForNineteenTimesAsLongAsALookTook() {
        assertThat(watch.restAfter(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(38));
    }

    @Test
    void asksAServerThatDoesNotAnswerAgainAfterTheInterval() {
        watch.isLost();

        assertThat(watch.restAfter(Duration.ofSeconds(30))).isEqualTo(INTERVAL);
    }

    @Test
    void isLostOnceUntilItAnswersAgain() {
        var first = watch.isLost();
        var second = watch.isLost();

        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void looksAgainAndAgainUntilItEnds() throws InterruptedException {
        var looks = new CountDownLatch(3);
        var often = ServerWatch.begin(threads, Duration.ofMillis(1), one -> looks.countDown());

        assertThat(looks.await(10, TimeUnit.SECONDS)).isTrue();

        often.end();
    }
}
