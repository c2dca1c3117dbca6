package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A small shell beside this JVM that ends all its children and removes their data when the JVM ends, however it ends.
 *
 * <p>It reads what to watch from a pipe; the kernel closes that pipe when the JVM is gone, even after SIGKILL. The JVM waits
 * for its children to end, and not for the removal of many files, which takes as long again.
 */
final class Watchdog {

    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            children=
            while read -r verb signal pid; do
                case $verb in
                add) children="$children $signal:$pid" ;;
                signal) kill -s "$signal" "$pid" ;;
                gone)
                    rest=
                    for child in $children; do
                        [ "${child#*:}" = "$pid" ] || rest="$rest $child"
                    done
                    children=$rest
                    ;;
                esac
            done
            for child in $children; do
                kill -s "${child%:*}" "${child#*:}"
            done
            tries=100
            for child in $children; do
                while kill -0 "${child#*:}" && [ $tries -gt 0 ]; do
                    sleep 0.1
                    tries=$((tries - 1))
                done
                kill -9 "${child#*:}"
            done
            rm -rf -- "$1" &
            """;

    private static final Watchdog SHARED = new Watchdog();

    private final Path folder;
    private final Process shell;
    private final Writer orders;

    private Watchdog() {
        try {
            folder = Files.createTempDirectory("lakou-environment-");
            shell = new ProcessBuilder("sh", "-c", SCRIPT, "watchdog", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = shell.outputWriter();
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAll, "environment-end"));
    }

    static Watchdog shared() {
        return SHARED;
    }

    /** A new empty folder that is removed with this JVM. */
    Path temporaryFolder(String name) {
        try {
            return Files.createTempDirectory(folder, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void watch(Process child, String endSignal) {
        order("add", endSignal, child.pid());
        var unused = child.onExit().thenRun(() -> order("gone", endSignal, child.pid()));
    }

    void signal(Process child, String signal) {
        order("signal", signal, child.pid());
    }

    private synchronized void order(String verb, String signal, long pid) {
        try {
            orders.write("%s %s %d%n".formatted(verb, signal, pid));
            orders.flush();
        } catch (IOException e) {
            // The shutdown hook has closed the pipe: the shell is ending the children by itself.
        }
    }

    private void endAll() {
        try {
            synchronized (this) {
                orders.close();
            }
            shell.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
