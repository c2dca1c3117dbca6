package dev.lakou.database.postgresql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
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
            var states = source.acting(MoveEnd.SHORT, connection -> states(connection, schema));
            var advances = MoveEnd.sql();
            states.forEach(state -> state.advance(advances, schema.target()));
            if (!states.isEmpty()) {
                target.change(advances);
            }
        }
    }

    /** All in one question: a service waits for it. */
    private static List<SequenceState> states(Connection connection, MovedName schema) throws SQLException {
        var sequences = CatalogRow.texts(connection, NAMES, schema.source().value(), List.of("S"));
        if (sequences.isEmpty()) {
            return List.of();
        }
        var question = MoveEnd.sql();
        for (var sequence : sequences) {
            question.sql(question.text().isEmpty() ? "SELECT " : " UNION ALL SELECT ")
                    .literal(sequence)
                    .sql(", last_value, is_called FROM ")
                    .name(schema.source())
                    .sql(".")
                    .name(new Identifier(sequence));
        }
        return CatalogRow.list(
                connection,
                question.text(),
                row -> new SequenceState(new Identifier(row.getString(1)), row.getLong(2), row.getBoolean(3)));
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

    /** @param isCalled whether the number was drawn already */
    private record SequenceState(Identifier name, long last, boolean isCalled) {
        void advance(SqlText text, Identifier schema) {
            text.sql("SELECT setval(")
                    .literal(MoveEnd.sql().name(schema).sql(".").name(name).text())
                    .sql(", ")
                    .number(last)
                    .sql(isCalled ? ", true); " : ", false); ");
        }
    }

    private interface Names {
        List<String> of(MovedName schema);
    }

    private interface Beginning {
        SqlText of(MovedName schema);
    }
}
