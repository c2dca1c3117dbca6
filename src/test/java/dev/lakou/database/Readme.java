package dev.lakou.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL that README.md gives to a DBA, so that what is promised there is what is tested. */
public final class Readme {
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private Readme() {}

    /** The statements of the block that makes an administrator, beginning with this one. */
    public static List<String> administrator(String beginning, String password) {
        return blocks().filter(block -> block.startsWith(beginning))
                .flatMap(block -> Stream.of(block.replaceAll("--.*", "").split(";\\s*")))
                .map(statement ->
                        statement.replace("…", password).replaceAll("\\s+", " ").trim())
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static Stream<String> blocks() {
        try {
            return SQL.matcher(Files.readString(Path.of("README.md")))
                    .results()
                    .map((MatchResult block) -> block.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
