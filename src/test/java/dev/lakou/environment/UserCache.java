package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders that are made once per user, by one process at a time, and then only read.
 *
 * <p>A folder is made under another name and moved into place, so that one that exists is complete.
 */
public final class UserCache {

    private static final Map<String, Object> KEYS = new ConcurrentHashMap<>();

    private UserCache() {}

    /** Fills a new, empty folder. */
    public interface Maker {
        void fill(Path folder) throws IOException;
    }

    static Optional<Path> find(String key) {
        return Optional.of(root().resolve(key)).filter(Files::isDirectory);
    }

    public static Path findOrMake(String key, Maker maker) {
        var found = find(key);
        if (found.isPresent()) {
            return found.get();
        }
        // A file lock belongs to the whole JVM and cannot keep its threads apart.
        synchronized (KEYS.computeIfAbsent(key, any -> new Object())) {
            return make(key, maker);
        }
    }

    private static Path make(String key, Maker maker) {
        var folder = root().resolve(key);
        try {
            Files.createDirectories(root());
            try (var channel = FileChannel.open(
                            root().resolve(key + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = lock(channel, key)) {
                if (lock.isValid() && !Files.isDirectory(folder)) {
                    var unfinished = root().resolve(key + ".unfinished");
                    delete(unfinished);
                    Files.createDirectory(unfinished);
                    maker.fill(unfinished);
                    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock lock(FileChannel channel, String key) throws IOException {
        var atOnce = channel.tryLock();
        if (atOnce != null) {
            return atOnce;
        }
        Progress.say("%s: another process is making it; waiting for that".formatted(key));
        return channel.lock();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path root() {
        var configured = System.getenv("XDG_CACHE_HOME");
        var caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("lakou");
    }
}
