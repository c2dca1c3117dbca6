package dev.lakou.connection;

import dev.lakou.model.Identifier;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A list of schemas in the forms in which PostgreSQL and its clients read it. */
public record SearchPath(List<Identifier> schemas) {
    // PostgreSQL lowers whatever is not quoted.
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[a-z_][a-z0-9_]*");

    // The server splits options at what C calls a space, unless a backslash stands before it.
    private static final Pattern SPLITS_OPTIONS = Pattern.compile("[\\\\ \\t\\n\\u000B\\f\\r]");

    public SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** The value of the setting: {@code madansara,"a b"}. */
    String value() {
        return schemas.stream().map(SearchPath::quoted).collect(Collectors.joining(","));
    }

    /**
     * The value of the startup parameter {@code options}: {@code -csearch_path=madansara,"a\ b"}. No space after
     * {@code -c}: golang-migrate writes it anew as {@code +}, which the server takes for a part of the name.
     */
    String option() {
        return "-csearch_path=" + SPLITS_OPTIONS.matcher(value()).replaceAll("\\\\$0");
    }

    /** The bare names, for clients that quote each by themselves. */
    String names() {
        return schemas.stream().map(Identifier::value).collect(Collectors.joining(","));
    }

    private static String quoted(Identifier schema) {
        return NEEDS_NO_QUOTES.matcher(schema.value()).matches()
                ? schema.value()
                : '"' + schema.value().replace("\"", "\"\"") + '"';
    }
}
