package dev.lakou.database.jdbc;

import dev.lakou.database.DatabaseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Has what many threads ask a server at the same time asked together. Whoever comes while nothing is being asked asks at
 * once; whoever comes meanwhile waits for that answer, and then goes with all others who wait, in one of their threads. So
 * nobody waits for company (nor for long for others, should their answer not come), and the more there is to do the less each costs.
 *
 * @param <Q> what one thread asks
 * @param <A> what it is answered
 */
public final class Gathering<Q, A> {
    /** A larger group would save little more, and have its first wait for its last. */
    private static final int MOST = 100;

    /** How long one group that does not come to an end keeps the next from beginning. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

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
    private int busy;

    /** @param together answers questions in their order; two threads call it at a time only where one is slow */
    public Gathering(Function<List<Q>, List<A>> together) {
        this.together = together;
    }

    /**
     * Blocks until there is an answer. What fails in company is asked alone, so that nobody bears the failure of others.
     *
     * @throws RuntimeException what {@code together} throws
     */
    public A ask(Q question) {
        var mine = new Asked<Q, A>(question);
        lock.lock();
        try {
            waiting.add(mine);
        } finally {
            lock.unlock();
        }
        for (var group = nextGroup(mine); !group.isEmpty(); group = nextGroup(mine)) {
            answer(group);
        }
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AloneException) {
                return together.apply(List.of(question)).get(0);
            }
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Waits for this thread's turn. @return those that it has to ask for; none once its own is answered */
    private List<Asked<Q, A>> nextGroup(Asked<Q, A> mine) {
        lock.lock();
        try {
            var left = PATIENCE;
            while (!mine.answer.isDone() && (mine.taken || busy > 0 && left > 0)) {
                left = answered.awaitNanos(mine.taken ? PATIENCE : left);
            }
            var group = new ArrayList<Asked<Q, A>>();
            while (!mine.answer.isDone() && group.size() < MOST && !waiting.isEmpty()) {
                var next = waiting.remove();
                next.taken = true;
                group.add(next);
            }
            if (!group.isEmpty()) {
                busy++;
            }
            return group;
        } catch (InterruptedException e) {
            waiting.remove(mine);
            Thread.currentThread().interrupt();
            throw new DatabaseException(DatabaseException.Kind.BUSY, "This process is ending.", e);
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Asked<Q, A>> group) {
        try {
            var answers = together.apply(group.stream().map(one -> one.question).toList());
            for (var place = 0; place < group.size(); place++) {
                group.get(place).answer.complete(answers.get(place));
            }
        } catch (RuntimeException e) {
            var told = group.size() == 1 || concernsAll(e) ? e : new AloneException();
            group.forEach(one -> one.answer.completeExceptionally(told));
        } finally {
            lock.lock();
            try {
                group.forEach(one -> one.answer.completeExceptionally(new AloneException()));
                busy--;
                answered.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static boolean concernsAll(RuntimeException failure) {
        return failure instanceof DatabaseException known && OF_THE_SERVER.contains(known.kind());
    }

    /** A question that waits for its answer. */
    private static final class Asked<Q, A> {
        private final Q question;
        private final CompletableFuture<A> answer = new CompletableFuture<>();

        /** Whether a thread is asking it; guarded by the lock. */
        private boolean taken;

        private Asked(Q question) {
            this.question = question;
        }
    }

    /** The group failed, or its thread did. */
    private static final class AloneException extends RuntimeException {
        private AloneException() {
            super("To be asked alone.", null, false, false);
        }
    }
}
