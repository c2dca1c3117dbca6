package dev.lakou.scenarios;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.util.diff.DiffUtils;

/** The files of a scenario that a review reads. Without a file, nothing is said. */
record GoldenFiles(Path folder) {
    private static final String REWRITE = "lakou.scenarios";
    private static final Pattern GOLDEN = Pattern.compile(".*-plan\\.txt|.*\\.sql");
    private static final int LINES_AROUND = 2;

    /** Compares, or writes what was made where {@code -Dlakou.scenarios=rewrite} says that it was meant. */
    void agreeWith(Map<String, String> made) throws IOException {
        var spoken = new TreeMap<>(made);
        spoken.values().removeIf(String::isEmpty);
        if ("rewrite".equals(System.getProperty(REWRITE))) {
            rewrite(spoken);
            return;
        }
        var differences = new ArrayList<String>();
        var agreed = agreed();
        for (var file : together(agreed, spoken)) {
            differences.addAll(difference(file, agreed.getOrDefault(file, ""), spoken.getOrDefault(file, "")));
        }
        if (!differences.isEmpty()) {
            fail("%s%n%nWhere this was meant, run: mvn test -Dtest=ScenariosTest -D%s=rewrite, and read git diff."
                    .formatted(String.join(System.lineSeparator(), differences), REWRITE));
        }
    }

    private void rewrite(Map<String, String> made) throws IOException {
        for (var old : agreed().keySet()) {
            Files.delete(folder.resolve(old));
        }
        for (var file : made.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private Map<String, String> agreed() throws IOException {
        var agreed = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(
                            one -> GOLDEN.matcher(one.getFileName().toString()).matches())
                    .toList()) {
                agreed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return agreed;
    }

    private List<String> difference(String file, String agreed, String made) {
        var before = agreed.lines().toList();
        var name = folder.getFileName() + "/" + file;
        return DiffUtils.generateUnifiedDiff(
                name + " as agreed",
                name + " as made",
                before,
                DiffUtils.diff(before, made.lines().toList()),
                LINES_AROUND);
    }

    private static List<String> together(Map<String, String> one, Map<String, String> other) {
        var all = new TreeMap<>(one);
        all.putAll(other);
        return List.copyOf(all.keySet());
    }
}
