package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of this JVM with a log file of its own; it never outlives the JVM. */
final class ChildProcess {

    private static final Path LOGS = Path.of("target", "environment-logs");
    private static final Map<String, Integer> STARTED = new ConcurrentHashMap<>();
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final ProcessBuilder command;
    private volatile Process process;
    private final Path log;
    private final String endSignal;

    private ChildProcess(String name, ProcessBuilder command, Path log, String endSignal) throws IOException {
        this.name = name;
        this.command = command;
        this.log = log;
        this.endSignal = endSignal;
        this.process = launch(command, endSignal);
    }

    private static Process launch(ProcessBuilder command, String endSignal) throws IOException {
        var process = command.start();
        Watchdog.shared().watch(process, endSignal);
        process.getOutputStream().close();
        return process;
    }

    static ChildProcess start(String name, List<String> command) {
        return start(name, command, Map.of(), "TERM");
    }

    /** Starts a command; {@code endSignal} is the one on which it ends quickly and cleanly. */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, String endSignal) {
        var log = newLog(name);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, builder, log, endSignal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path newLog(String name) {
        var count = STARTED.merge(name, 1, Integer::sum);
        var log = LOGS.resolve(count == 1 ? name + ".log" : name + "-" + count + ".log");
        try {
            Files.createDirectories(LOGS);
            Files.deleteIfExists(log); // Of a JVM before this one; the API server would append to it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.toAbsolutePath();
    }

    /** Asks ten times a second until the answer is true; an exception counts as "not yet". */
    void awaitReady(Duration limit, Callable<Boolean> ready) {
        var deadline = Instant.now().plus(limit);
        @Nullable Exception last = null;
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            try {
                if (ready.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (Exception notYet) {
                last = notYet;
            }
            pause();
        }
        var why = process.isAlive() ? "it was not ready after " + limit.toSeconds() + " s" : "it ended by itself";
        kill();
        throw new EnvironmentMissingException(
                name, "starting it; " + why + last(last), "read " + log + ", which ends with:\n" + tail());
    }

    /** A try that fails at once must not take the processor from the one that is to start. */
    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for " + name, e);
    }

    private static String last(@Nullable Exception exception) {
        return exception == null ? "" : " (" + exception.getMessage() + ")";
    }

    /** Waits for a command that ends by itself; true if it reported success. */
    boolean succeeds() {
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks it to end, however long that takes. */
    void terminate() {
        Watchdog.shared().signal(process, endSignal);
    }

    void stop() {
        terminate();
        if (!ends(END_LIMIT)) {
            kill();
        }
    }

    /** Runs the command once more after it ended; it goes on writing to its log. */
    void startAgain() {
        try {
            process = launch(command.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())), endSignal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as it is, in the middle of whatever it does, until {@link #thaw()}. */
    void freeze() {
        Watchdog.shared().signal(process, "STOP");
    }

    void thaw() {
        Watchdog.shared().signal(process, "CONT");
    }

    void kill() {
        process.destroyForcibly();
        ends(END_LIMIT);
    }

    private boolean ends(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    String tail() {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
