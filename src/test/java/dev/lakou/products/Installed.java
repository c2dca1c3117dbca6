package dev.lakou.products;

import dev.lakou.clients.Program;
import dev.lakou.clients.Redaction;
import dev.lakou.environment.Command;
import dev.lakou.environment.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A product in a folder of {@code target}: {@code mvn clean} is how the newest is fetched anew. */
record Installed(String version, Path source, Path folder) {
    private static final Path SOURCES = Path.of("src", "test", "products").toAbsolutePath();
    private static final Path FOLDERS = Path.of("target", "products").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Throws {@link dev.lakou.environment.EnvironmentMissingException} where it cannot be had. */
    static Installed of(Product product) {
        var source = SOURCES.resolve(product.title());
        var folder = FOLDERS.resolve(product.title());
        try {
            if (!Files.exists(folder.resolve("version"))) {
                Progress.say("%s: installing it".formatted(product.label()));
                Files.createDirectories(folder);
                Command.run(
                        "install-" + product.title(),
                        "see that its package registry is reached",
                        List.of(source.resolve("install").toString(), folder.toString()));
            }
            return new Installed(Files.readString(folder.resolve("version")).strip(), source, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses it once with the keys of a Secret; gives what it saw, and throws what it said when it failed. */
    String use(int round, Path work, Map<String, String> keys) throws IOException {
        var environment = new TreeMap<>(keys);
        environment.put("PRODUCT", folder.toString());
        environment.put(
                "PATH",
                "%s/bin:%1$s/node_modules/.bin:%s/bin:%s"
                        .formatted(folder, System.getProperty("java.home"), System.getenv("PATH")));
        environment.put("NODE_PATH", folder.resolve("node_modules").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONPATH", SOURCES.toString());
        var command = List.of(source.resolve("use").toString(), Integer.toString(round));
        var ending = new Program(command, work, environment).run(LIMIT);
        if (!ending.isSuccess()) {
            throw new AssertionError(
                    Redaction.of(keys).apply("Round %d:%n%s%n%s".formatted(round, ending.output(), ending.errors())));
        }
        return ending.output().lines().reduce("", (before, line) -> line);
    }
}
