package dev.lakou.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A clock that is wrong, for one process: Debian's faketime. */
final class FakeClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private FakeClock() {}

    /** The environment of a process whose clock is off by so much, such as {@code +1h}; what it measures stays true. */
    static Map<String, String> shifted(String offset) {
        return Map.of("LD_PRELOAD", library().toString(), "FAKETIME", offset, "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    private static Path library() {
        try (var files = Files.find(LIBRARIES, 3, (file, attributes) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            return files.findFirst().orElseThrow(FakeClock::missing);
        } catch (IOException e) {
            throw missing();
        }
    }

    private static EnvironmentMissingException missing() {
        return new EnvironmentMissingException(
                "A wrong clock", "libfaketimeMT.so.1 in " + LIBRARIES, "install faketime");
    }
}
