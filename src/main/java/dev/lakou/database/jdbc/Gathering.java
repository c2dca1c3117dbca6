package dev.lakou.database.jdbc;

import dev.lakou.database.DatabaseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Has what many threads ask a server at the same time asked together. Whoever comes while nothing is being asked asks at
 * once; whoever comes meanwhile waits for that answer, and then goes with all others who wait, in one of their threads. So
 * nobody waits for company, and the more there is to do the less each costs.
 *
 * @param <Q> what one thread asks
 * @param <A> what it is answered
 */
public final class Gathering<Q, A> {
    /** A larger group would save little more, and have its first wait for its last. */
    private static final int MOST = 100;

    /** What would be the same for each alone. */
    private static final Set<DatabaseException.Kind> OF_THE_SERVER = Set.of(
            DatabaseException.Kind.UNREACHABLE,
            DatabaseException.Kind.READ_ONLY,
            DatabaseException.Kind.CREDENTIALS_REJECTED,
            DatabaseException.Kind.TLS_FAILED,
            DatabaseException.Kind.DATABASE_MISSING);

    private final Function<List<Q>, List<A>> together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** @param together answers questions in their order, and is not called by two threads for more than one at once */
    public Gathering(Function<List<Q>, List<A>> together) {
        this.together = together;
    }

    /**
     * Blocks until there is an answer. What fails in company is asked alone, so that nobody bears the failure of others.
     *
     * @throws RuntimeException what {@code together} throws
     */
    public A ask(Q question) {
        var mine = new Asked<>(question, new CompletableFuture<A>());
        lock.lock();
        try {
            waiting.add(mine);
        } finally {
            lock.unlock();
        }
        while (!mine.answer().isDone()) {
            var group = nextGroup(mine);
            if (!group.isEmpty()) {
                answer(group);
            }
        }
        try {
            return mine.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AloneException) {
                return together.apply(List.of(question)).get(0);
            }
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Those that this thread has to ask for; none if it was answered while it waited for its turn. */
    private List<Asked<Q, A>> nextGroup(Asked<Q, A> mine) {
        lock.lock();
        try {
            while (busy && !mine.answer().isDone()) {
                answered.awaitUninterruptibly();
            }
            var group = new ArrayList<Asked<Q, A>>();
            if (!mine.answer().isDone()) {
                busy = true;
                while (group.size() < MOST && !waiting.isEmpty()) {
                    group.add(waiting.remove());
                }
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Asked<Q, A>> group) {
        try {
            var answers = together.apply(group.stream().map(Asked::question).toList());
            for (var place = 0; place < group.size(); place++) {
                group.get(place).answer().complete(answers.get(place));
            }
        } catch (RuntimeException e) {
            var told = group.size() == 1 || concernsAll(e) ? e : new AloneException();
            group.forEach(one -> one.answer().completeExceptionally(told));
        } finally {
            lock.lock();
            try {
                group.forEach(one -> one.answer().completeExceptionally(new AloneException()));
                busy = false;
                answered.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static boolean concernsAll(RuntimeException failure) {
        return failure instanceof DatabaseException known && OF_THE_SERVER.contains(known.kind());
    }

    private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}

    /** The group failed, or its thread did. */
    private static final class AloneException extends RuntimeException {
        private AloneException() {
            super("To be asked alone.", null, false, false);
        }
    }
}
