package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Data of servers that were never started: made once for each kind of server, since that takes seconds, and copied for each server. */
final class FreshData {
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

    private FreshData() {}

    /**
     * @param kind of servers whose data are made alike
     * @param maker makes the data in a folder that is not there yet
     */
    static void copy(String kind, Path data, Consumer<Path> maker) {
        var original = MADE.computeIfAbsent(kind, any -> make(kind, maker));
        Command.run(
                "copy", "free disk space, or read the log", List.of("cp", "-a", original.toString(), data.toString()));
    }

    private static Path make(String kind, Consumer<Path> maker) {
        var data = Watchdog.shared().temporaryFolder(kind).resolve("data");
        maker.accept(data);
        try {
            // It holds the identity that MySQL gives to the server; without it, the server gives itself one.
            Files.deleteIfExists(data.resolve("auto.cnf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return data;
    }
}
