package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Debian mirror that this machine is set up with. */
record DebianMirror(String uri) {

    private static final Path APT = Path.of("/etc/apt");
    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

    // "URIs: http://mirror/debian" in *.sources, "deb [options] http://mirror/debian bookworm main" in *.list
    private static final Pattern URI = Pattern.compile(
            "^(?:URIs:|deb(?:\\s+\\[[^]]*])?)\\s+(\\S+/debian(?:\\.list)?/?)(?:\\s|$)", Pattern.MULTILINE);

    static DebianMirror found() {
        return sources()
                .flatMap(text -> URI.matcher(text).results())
                .map(match -> new DebianMirror(match.group(1)))
                .findFirst()
                .orElseThrow(() -> new EnvironmentMissingException(
                        "MySQL", "the apt sources in " + APT, "run this on Debian, with a mirror in its apt sources"));
    }

    private static Stream<String> sources() {
        try (var files = Files.walk(APT, 2)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(sources|list)"))
                    .map(DebianMirror::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an apt source of this mirror and another suite looks like. */
    String source(String suite) {
        return String.join(
                "\n",
                List.of(
                        "Types: deb",
                        "URIs: " + uri,
                        "Suites: " + suite,
                        "Components: main",
                        "Signed-By: " + KEYRING,
                        ""));
    }
}
