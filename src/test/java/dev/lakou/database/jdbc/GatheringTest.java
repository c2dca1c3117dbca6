package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void asksTogetherWhatComesWhileAnotherIsAsked() throws InterruptedException {
        var gathering = new Gathering<Integer, Integer>(holdingFirst(
                numbers -> numbers.stream().map(number -> number * 10).toList()));

        var answers = askWhileFirstIsHeld(gathering, 3);

        assertThat(answers).containsExactly(10, 20, 30);
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void asksAloneWhatFailsInCompany() throws InterruptedException {
        var gathering = new Gathering<Integer, Integer>(holdingFirst(numbers -> {
            if (numbers.contains(2)) {
                throw new DatabaseException(Kind.VALUE_REFUSED, "not " + numbers);
            }
            return numbers;
        }));

        var answers = askWhileFirstIsHeld(gathering, 3);

        assertThat(answers.get(0)).isEqualTo(1);
        assertThat(answers.get(2)).isEqualTo(3);
        assertThat(answers.get(1)).isEqualTo("not [2]");
    }

    @Test
    void tellsAllAtOnceThatTheServerIsGone() throws InterruptedException {
        var gathering = new Gathering<Integer, Integer>(holdingFirst(numbers -> {
            if (numbers.contains(0)) {
                return numbers;
            }
            throw new DatabaseException(Kind.UNREACHABLE, "gone");
        }));

        var answers = askWhileFirstIsHeld(gathering, 3);

        assertThat(answers).containsExactly("gone", "gone", "gone");
        assertThat(groups).hasSize(2);
    }

    @Test
    void doesNotWaitLongForAnAnswerToOthers() throws InterruptedException {
        var gathering = new Gathering<Integer, Integer>(holdingFirst(numbers -> numbers));
        var first = CompletableFuture.supplyAsync(() -> gathering.ask(0), threads);
        begun.await();

        var second = gathering.ask(1);

        assertThat(second).isEqualTo(1);
        assertThat(first).isNotDone();
        released.countDown();
        first.join();
    }

    @Test
    void asksTheNextAfterAFailure() {
        var gathering = new Gathering<Integer, Integer>(numbers -> {
            if (numbers.contains(1)) {
                throw new IllegalStateException("not 1");
            }
            return numbers;
        });
        assertThatThrownBy(() -> gathering.ask(1)).hasMessage("not 1");

        assertThat(gathering.ask(2)).isEqualTo(2);
    }

    /** The answers to 1, 2, .. in their order, or the words of a failure. */
    private List<Object> askWhileFirstIsHeld(Gathering<Integer, Integer> gathering, int count)
            throws InterruptedException {
        var first = CompletableFuture.supplyAsync(() -> gathering.ask(0), threads);
        begun.await();
        var asking = new CopyOnWriteArrayList<Thread>();
        var others = IntStream.rangeClosed(1, count)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> {
                            asking.add(Thread.currentThread());
                            return answer(gathering, number);
                        },
                        threads))
                .toList();
        await().until(() -> asking.stream().filter(GatheringTest::waits).count() == count);
        released.countDown();
        first.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return others.stream().map(CompletableFuture::join).toList();
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static Object answer(Gathering<Integer, Integer> gathering, int number) {
        try {
            return gathering.ask(number);
        } catch (DatabaseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Function<List<Integer>, List<Integer>> holdingFirst(Function<List<Integer>, List<Integer>> then) {
        return numbers -> {
            groups.add(List.copyOf(numbers));
            if (numbers.contains(0)) {
                begun.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return then.apply(numbers);
        };
    }
}
