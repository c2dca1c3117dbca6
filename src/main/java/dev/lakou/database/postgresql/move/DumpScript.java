package dev.lakou.database.postgresql.move;

import dev.lakou.model.Identifier;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code pg_dump} wrote, as statements that can be sent as they are. The schema itself is there already, its settings
 * are those of the connection, and commands to {@code psql} mean nothing to a server.
 */
final class DumpScript {
    private static final Pattern HEADER =
            Pattern.compile("\\A.*?(?=^--\\n-- Name: |\\z)", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern FOOTER =
            Pattern.compile("^-- PostgreSQL database dump complete\\n--\\n.*\\z", Pattern.DOTALL | Pattern.MULTILINE);

    private static final String COMMENT = " IS '(?:[^']|'')*';\\n";

    private DumpScript() {}

    /** Schemas come before all else in a dump, so the first statement that reads so is the one. */
    static String of(String dump, List<Identifier> schemas) {
        var script = HEADER.matcher(dump).replaceFirst("");
        for (var schema : schemas) {
            script = without("^CREATE SCHEMA " + either(schema) + ";\\n", script);
            script = without("^COMMENT ON SCHEMA " + either(schema) + COMMENT, script);
        }
        return FOOTER.matcher(script).replaceFirst("");
    }

    private static String without(String pattern, String script) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(script).replaceFirst(Matcher.quoteReplacement(""));
    }

    /** Plain where the name needs no quotes. */
    private static String either(Identifier schema) {
        return "(?:" + Pattern.quote(schema.value()) + "|"
                + Pattern.quote('"' + schema.value().replace("\"", "\"\"") + '"') + ")";
    }
}
