package dev.lakou.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * The servers that all tests of one JVM share: each is started when it is first asked for and ends with the JVM.
 *
 * <p>Tests that share a server keep out of each other's way by names; one that needs a server to itself starts its own.
 */
public final class TestEnvironment {

    private static final TestEnvironment SHARED = new TestEnvironment();
    private static final TestEnvironment APART = new TestEnvironment();

    private final ExecutorService starters = Executors.newCachedThreadPool(TestEnvironment::daemon);
    private final Map<Part, CompletableFuture<AutoCloseable>> parts = new ConcurrentHashMap<>();

    private TestEnvironment() {}

    public static TestEnvironment shared() {
        return SHARED;
    }

    /** The same for tests that run beside those who look at all that a shared server holds. */
    public static TestEnvironment apart() {
        return APART;
    }

    /** Sends the lines that say what is waited for somewhere else than to standard error. */
    public static void reportTo(Consumer<String> listener) {
        Progress.reportTo(listener);
    }

    /** Starts parts side by side and waits for all; throws {@link EnvironmentMissingException} for one that cannot be had. */
    public void start(Part... wanted) {
        // JBoss LogManager deadlocks when two threads set it up at the same time.
        LogManager.getLogManager();
        var started = Stream.of(wanted).map(this::startOnce).toList();
        started.forEach(TestEnvironment::await);
    }

    /** One of those that the tests of the dialect have for themselves. */
    public RunningDatabase dialect(Part part) {
        return (RunningDatabase) get(part);
    }

    AutoCloseable get(Part part) {
        return await(startOnce(part));
    }

    public ControlPlane controlPlane() {
        return (ControlPlane) get(Part.CONTROL_PLANE);
    }

    public PostgresCluster postgres(int major) {
        return (PostgresCluster) get(Part.postgres(major));
    }

    public MariaDbServer galera() {
        return (MariaDbServer) get(Part.MARIADB_GALERA);
    }

    public MySqlServer mySql() {
        return (MySqlServer) get(Part.MYSQL);
    }

    public MariaDbServer mariaDb(String version) {
        return (MariaDbServer) get(Part.mariaDb(version));
    }

    private CompletableFuture<AutoCloseable> startOnce(Part part) {
        return parts.computeIfAbsent(part, one -> CompletableFuture.supplyAsync(() -> timed(one), starters));
    }

    private static AutoCloseable timed(Part part) {
        var begin = Instant.now();
        var started = start(part);
        Progress.say("%s: ready after %d ms"
                .formatted(part, Duration.between(begin, Instant.now()).toMillis()));
        return started;
    }

    private static AutoCloseable start(Part part) {
        try {
            return part.start();
        } catch (EnvironmentMissingException e) {
            throw new EnvironmentMissingException(part, e);
        }
    }

    private static AutoCloseable await(CompletableFuture<AutoCloseable> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EnvironmentMissingException missing) {
                throw missing;
            }
            throw e;
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "environment-start");
        thread.setDaemon(true);
        return thread;
    }
}
