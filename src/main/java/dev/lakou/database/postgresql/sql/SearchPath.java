package dev.lakou.database.postgresql.sql;

import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A list of schemas, in the one form that two equal lists share: each name in quotes. */
public record SearchPath(List<Identifier> schemas) {
    public static final String SETTING = "search_path";

    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\",\\s]+))\\s*(?:,|$)");

    public SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** Reads what PostgreSQL stores, which quotes only the names that need it. */
    public static SearchPath parse(String text) {
        var schemas = new ArrayList<Identifier>();
        var names = NAME.matcher(text);
        while (names.find()) {
            var quoted = names.group(1);
            var name = quoted == null ? names.group(2) : quoted.replace("\"\"", "\"");
            if (!name.isEmpty()) {
                schemas.add(new Identifier(name));
            }
        }
        return new SearchPath(schemas);
    }

    @Override
    public String toString() {
        return schemas.stream().map(PostgresQuoting.INSTANCE::name).collect(Collectors.joining(", "));
    }
}
