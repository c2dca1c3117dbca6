package dev.lakou.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of keys that a review reads: {@code src/test/resources/connection/<name>.txt}. */
final class GoldenTable {
    private static final Path AGREED = Path.of("src", "test", "resources", "connection");
    private static final Path MADE = Path.of("target", "connection");

    private GoldenTable() {}

    static List<String> lines(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(key -> key.getKey() + " = " + key.getValue().replace("\n", "\\n"))
                .toList();
    }

    /** Compares; what was made stays in {@code target/connection}, to be copied where the change was meant. */
    static void assertAgreed(String name, List<String> lines) throws IOException {
        var file = name + ".txt";
        var made = lines.stream().collect(Collectors.joining("\n", "", "\n"));
        Files.createDirectories(MADE);
        Files.writeString(MADE.resolve(file), made);
        assertThat(AGREED.resolve(file)).exists().content().isEqualTo(made);
    }
}
