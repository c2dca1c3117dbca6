package dev.lakou.database.postgresql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.model.Identifier;
import java.util.List;

/** What neither structure nor rows bring to the target. */
record Completion(MoveEnd source, MoveEnd target, List<MovedName> schemas) {
    private static final String NAMES =
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind = ANY (?::"char"[])
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            ORDER BY c.oid
            """;

    /** Exactly where the source is: nobody has drawn a number since. */
    void advanceSequences() {
        for (var schema : schemas) {
            var states = source.acting(MoveEnd.SHORT, connection -> {
                var advances = MoveEnd.sql();
                for (var sequence :
                        MoveEnd.texts(connection, NAMES, schema.source().value(), List.of("S"))) {
                    var name = new Identifier(sequence);
                    var state = MoveEnd.sql()
                            .sql("SELECT last_value, is_called FROM ")
                            .name(schema.source())
                            .sql(".")
                            .name(name);
                    MoveEnd.read(connection, state.text(), row -> {
                        advances.sql("SELECT setval(")
                                .literal(qualified(schema.target(), name))
                                .sql(", ")
                                .number(row.getLong(1))
                                .sql(row.getBoolean(2) ? ", true); " : ", false); ");
                        return true;
                    });
                }
                return advances;
            });
            target.change(states);
        }
    }

    /** In the order in which they were made: each can only show what was there before it. */
    void refreshViews() {
        forEach(
                schema -> populated(schema.source()),
                schema -> MoveEnd.sql().sql("REFRESH MATERIALIZED VIEW ").name(schema.target()));
    }

    void analyze() {
        forEach(
                schema -> target.texts(NAMES, schema.target().value(), List.of("r", "p", "m")),
                schema -> MoveEnd.sql().sql("ANALYZE ").name(schema.target()));
    }

    void analyzeViews() {
        forEach(
                schema -> target.texts(NAMES, schema.target().value(), List.of("m")),
                schema -> MoveEnd.sql().sql("ANALYZE ").name(schema.target()));
    }

    private List<String> populated(Identifier schema) {
        return source.texts(
                """
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relkind = 'm' AND c.relispopulated ORDER BY c.oid
                """,
                schema.value());
    }

    private void forEach(Names names, Beginning beginning) {
        for (var schema : schemas) {
            for (var name : names.of(schema)) {
                target.acting(MoveEnd.LONG, connection -> {
                    MoveEnd.send(
                            connection,
                            beginning
                                    .of(schema)
                                    .sql(".")
                                    .name(new Identifier(name))
                                    .text());
                    return true;
                });
            }
        }
    }

    private static String qualified(Identifier schema, Identifier name) {
        return MoveEnd.sql().name(schema).sql(".").name(name).text();
    }

    private interface Names {
        List<String> of(MovedName schema);
    }

    private interface Beginning {
        SqlText of(MovedName schema);
    }
}
