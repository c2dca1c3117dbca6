package dev.lakou.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The chart as an earlier version might have been: its ServiceSchemas had one column less. */
record EarlierChart(String path, String missingColumn) {
    private static final String COLUMN =
            """
                - jsonPath: ".status.secretName"
                  name: "Secret"
                  priority: 0
                  type: "string"
            """;

    static EarlierChart make() throws IOException {
        var copy = Files.createDirectories(Path.of("target/installation")).resolve("earlier");
        try (var files = Files.walk(Path.of(Chart.PATH))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = copy.resolve(Path.of(Chart.PATH).relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, earlier(Files.readString(file)));
            }
        }
        return new EarlierChart(copy.toString(), "Secret");
    }

    private static String earlier(String text) {
        return text.replace(COLUMN, "").replaceAll("(?m)^version: .*$", "version: 0.0.1");
    }
}
