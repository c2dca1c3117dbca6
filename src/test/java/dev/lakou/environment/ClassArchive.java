package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The classes of the operator as a JVM has them in memory: with them, a start of the operator takes half the processor time.
 * Made in the background while the first processes do without, and kept until the program is built anew.
 */
final class ClassArchive {
    private static final Path ARCHIVE = Path.of("target", "operator-classes.jsa");
    private static final CompletableFuture<List<String>> NOT_ASKED_FOR = new CompletableFuture<>();

    private static CompletableFuture<List<String>> made = NOT_ASKED_FOR;

    private ClassArchive() {}

    /** The options that use it, for a JVM that has these options; none while it is not made. */
    static synchronized List<String> of(Path jar, String java, List<String> options) {
        if (made == NOT_ASKED_FOR) {
            made = CompletableFuture.supplyAsync(() -> findOrMake(jar, java, options));
        }
        return made.isCompletedExceptionally() ? List.of() : made.getNow(List.of());
    }

    private static List<String> findOrMake(Path jar, String java, List<String> options) {
        try {
            if (!Files.exists(ARCHIVE)
                    || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                make(Command.of(List.of(java), options), jar);
            }
            return List.of("-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A start that finds no API server ends by itself, and has loaded by then most of what a start needs. */
    private static void make(List<String> command, Path jar) throws IOException {
        var folder = Watchdog.shared().temporaryFolder("class-archive");
        var unfinished = folder.resolve("classes.jsa");
        var nowhere = new Kubeconfig(
                        folder,
                        "https://127.0.0.1:" + FreePort.next(),
                        TestCertificates.shared().authority())
                .write("nowhere", "lakou-system", "none");
        var process = ChildProcess.start(
                "class-archive",
                Command.of(
                        command,
                        List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-Xlog:cds=off", "-jar", jar.toString())),
                Map.of(
                        "KUBECONFIG", nowhere.toString(),
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", String.valueOf(FreePort.next())),
                "TERM");
        var unused = process.succeeds(); // It does not: what it leaves counts.
        Files.move(unfinished, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
