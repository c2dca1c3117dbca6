package dev.lakou.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end, with an environment of its own and none of this JVM's but what it needs to run. */
public record Program(List<String> command, Path folder, Map<String, String> environment) {
    private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR");

    /** What a program left behind. */
    public record Ending(int exitCode, String output, String errors) {
        public boolean isSuccess() {
            return exitCode == 0;
        }
    }

    public Ending run(Duration limit) throws IOException {
        var output = Files.createTempFile("client", ".out");
        var errors = Files.createTempFile("client", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().keySet().retainAll(INHERITED);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            return new Ending(exitCode(builder.start(), limit), text(output), text(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static int exitCode(Process process, Duration limit) throws IOException {
        try {
            if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException("still running after " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
