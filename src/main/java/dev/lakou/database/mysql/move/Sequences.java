package dev.lakou.database.mysql.move;

import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** MariaDB's sequences. Of numbers that a server drew in advance none is drawn again. */
record Sequences(Schemas schemas) {
    private static final String NAMES =
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'SEQUENCE' AND table_schema IN (%s)";

    /** What each gives next. */
    Map<String, String> states(Connection connection) throws SQLException {
        var states = new TreeMap<String, String>();
        for (var name : names(connection)) {
            var state = state(connection, name);
            states.put("sequence " + name, "%d, cycle %d".formatted(state.next(), state.cycles()));
        }
        return states;
    }

    void advance(MoveEnd source, MoveEnd target) {
        source.with((from, dialect) -> target.with((to, other) -> {
            advance(from, to);
            return true;
        }));
    }

    private void advance(Connection from, Connection to) throws SQLException {
        for (var name : names(from)) {
            var state = state(from, name);
            MySqlAccounts.sql()
                    .sql("DO setval(")
                    .name(name.schema())
                    .sql(".")
                    .name(name.table())
                    .sql(", ")
                    .number(state.next())
                    .sql(", 0, ")
                    .number(state.cycles())
                    .sql(")")
                    .execute(to);
        }
    }

    private List<Schemas.TableName> names(Connection connection) throws SQLException {
        return MoveEnd.list(
                connection,
                schemas.in(NAMES),
                row -> new Schemas.TableName(new Identifier(row.getString(1)), new Identifier(row.getString(2))),
                schemas.values(1));
    }

    private static State state(Connection connection, Schemas.TableName name) throws SQLException {
        return MoveEnd.list(
                        connection,
                        "SELECT next_not_cached_value, cycle_count FROM " + name.quoted(),
                        row -> new State(row.getLong(1), row.getLong(2)))
                .get(0);
    }

    private record State(long next, long cycles) {}
}
