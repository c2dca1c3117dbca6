package dev.lakou.kubernetes.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakou.kubernetes.move.CutOver.CalledOffException;
import dev.lakou.kubernetes.move.CutOver.Decision;
import dev.lakou.kubernetes.move.CutOver.DoubtException;
import dev.lakou.kubernetes.move.CutOver.UndecidedException;
import dev.lakou.kubernetes.server.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutOverTest {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger decisions = new AtomicInteger();

    @Test
    void decidesOnceAllIsThereAndCompared() {
        var transfer = new InMemoryTransfer(Optional.empty(), Set.of(), STEP);

        var done = cutOver(transfer, "2s").run(decisions::incrementAndGet);

        assertThat(transfer.asked).containsExactly("rehearse", "fence", "copyData", "caughtUp", "complete", "verify");
        assertThat(transfer.isSourceOpen()).isFalse();
        assertThat(decisions).hasValue(1);
        assertThat(done.gap()).isEqualTo(STEP.multipliedBy(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rehearse", "fence", "copyData", "caughtUp", "complete", "verify"})
    void letsTheServiceGoOnWhereItWasWhenAStepFails(String step) {
        var transfer = new InMemoryTransfer(Optional.of(step), Set.of(), STEP);

        var calledOff = calledOff(transfer, "2s", decisions::incrementAndGet);

        assertThat(calledOff).hasMessage("the server is away");
        assertThat(transfer.isSourceOpen()).isTrue();
        assertThat(decisions).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"late, was not there in time", "different, the two servers differ: table shop.orders"})
    void letsTheServiceGoOnWhereItWasWhenInDoubt(String odd, String why) {
        var transfer = new InMemoryTransfer(Optional.empty(), Set.of(odd), STEP);

        var calledOff = calledOff(transfer, "2s", decisions::incrementAndGet);

        assertThat(calledOff).hasMessageContaining(why);
        assertThat(transfer.isSourceOpen()).isTrue();
        assertThat(decisions).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50ms", "150ms", "250ms", "450ms"})
    void letsTheServiceGoOnWhereItWasPastItsTime(String longest) {
        var transfer = new InMemoryTransfer(Optional.empty(), Set.of(), STEP);

        var calledOff = calledOff(transfer, longest, decisions::incrementAndGet);

        assertThat(calledOff).hasMessageContaining("would not have written for longer than");
        assertThat(transfer.isSourceOpen()).isTrue();
        assertThat(decisions).hasValue(0);
    }

    /** No server need ever answer. */
    @Test
    void endsWhatIsSilentForLongerThanItsTime() {
        var transfer = new InMemoryTransfer(Optional.empty(), Set.of("silent"), STEP);

        var calledOff = calledOff(transfer, "101ms", decisions::incrementAndGet);

        assertThat(calledOff).hasMessage("the service would not have written for longer than 101ms");
        assertThat(transfer.isSourceOpen()).isTrue();
        assertThat(decisions).hasValue(0);
    }

    @Test
    void letsTheServiceGoOnWhereItWasWhenTheDecisionIsRefused() {
        var transfer = new InMemoryTransfer(Optional.empty(), Set.of(), STEP);

        var calledOff = calledOff(transfer, "2s", () -> {
            throw new DoubtException("the ServiceSchema was deleted");
        });

        assertThat(calledOff).hasMessage("the ServiceSchema was deleted");
        assertThat(transfer.isSourceOpen()).isTrue();
    }

    @Test
    void leavesTheSourceClosedWhileNobodyKnowsWhatWasDecided() {
        var transfer = new InMemoryTransfer(Optional.empty(), Set.of(), STEP);

        var undecided = catchThrowableOfType(
                UndecidedException.class, () -> cutOver(transfer, "2s").run(() -> {
                    throw new UndecidedException("no answer");
                }));

        assertThat(undecided).isNotNull();
        assertThat(transfer.isSourceOpen()).isFalse();
    }

    @AfterAll
    static void end() {
        TIMER.shutdownNow();
    }

    private static CalledOffException calledOff(InMemoryTransfer transfer, String longest, Decision decision) {
        return catchThrowableOfType(
                CalledOffException.class, () -> cutOver(transfer, longest).run(decision));
    }

    private static CutOver cutOver(InMemoryTransfer transfer, String longest) {
        return new CutOver(transfer, Durations.parse("maximumGap", longest), TIMER, transfer::nanoTime);
    }
}
