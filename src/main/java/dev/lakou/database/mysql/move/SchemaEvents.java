package dev.lakou.database.mysql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.util.List;

/**
 * The events of a service, which act by themselves and whoever may log in. While it moves, those that were enabled are
 * disabled in a way in which people disable none, so that they alone are enabled again, by whichever process.
 */
record SchemaEvents(MoveEnd end, Schemas schemas) {
    private static final String ALL =
            """
            SELECT event_schema, event_name, definer FROM information_schema.events
            WHERE event_schema IN (%%s) AND status %s ORDER BY 1, 2
            """;

    static final String ENABLED = "= 'ENABLED'";

    /** Both servers changed the word, and read either. */
    static final String RESTING = "LIKE '%%SIDE_DISABLED'";

    /** Leaves none of them enabled. */
    void rest() {
        end.run(in(ENABLED).stream()
                .map(event -> event.alter().sql(" DISABLE ON SLAVE"))
                .toList());
        var left = in(ENABLED);
        if (!left.isEmpty()) {
            throw end.busy("events were enabled meanwhile: %s.".formatted(left));
        }
    }

    /** Leaves those enabled that {@link #rest} has disabled. */
    void goOn() {
        end.run(in(RESTING).stream().map(event -> event.alter().sql(" ENABLE")).toList());
    }

    List<Event> in(String status) {
        return end.with((connection, dialect) -> MoveEnd.list(
                connection,
                schemas.in(ALL.formatted(status)),
                row -> new Event(new Identifier(row.getString(1)), new Identifier(row.getString(2)), row.getString(3)),
                schemas.values(1)));
    }

    /** @param definer stays who it is only if it is said again */
    record Event(Identifier schema, Identifier name, String definer) {
        private SqlText alter() {
            var at = definer.lastIndexOf('@');
            return MySqlAccounts.sql()
                    .sql("ALTER DEFINER = ")
                    .literal(definer.substring(0, at))
                    .sql("@")
                    .literal(definer.substring(at + 1))
                    .sql(" EVENT ")
                    .name(schema)
                    .sql(".")
                    .name(name);
        }

        @Override
        public String toString() {
            return schema + "." + name;
        }
    }
}
