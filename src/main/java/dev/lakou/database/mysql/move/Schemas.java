package dev.lakou.database.mysql.move;

import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** The databases of a service, which have the same names on both servers. */
record Schemas(List<Identifier> names) {
    /** Those that hold rows of their own. */
    private static final String TABLES =
            """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_schema IN (%s) AND table_type = 'BASE TABLE' ORDER BY 1, 2
            """;

    private static final String CONTENTS =
            """
            SELECT concat('table ', table_schema, '.', table_name) FROM information_schema.tables WHERE table_schema IN (%1$s)
            UNION ALL SELECT concat(lower(routine_type), ' ', routine_schema, '.', routine_name) FROM information_schema.routines WHERE routine_schema IN (%1$s)
            UNION ALL SELECT concat('event ', event_schema, '.', event_name) FROM information_schema.events WHERE event_schema IN (%1$s)
            """;

    private static final int CONTENTS_ASKED = 3;

    /** The query with places for the names where it says {@code %s}. */
    String in(String query) {
        return query.formatted(String.join(", ", Collections.nCopies(names.size(), "?")));
    }

    /** The names for a query that has places for them so often. */
    String[] values(int times) {
        return Collections.nCopies(times, names).stream()
                .flatMap(List::stream)
                .map(Identifier::value)
                .toArray(String[]::new);
    }

    List<TableName> tables(Connection connection) throws SQLException {
        return MoveEnd.list(
                connection,
                in(TABLES),
                row -> new TableName(new Identifier(row.getString(1)), new Identifier(row.getString(2))),
                values(1));
    }

    /** All that is in them, by kind and name. */
    List<String> contents(Connection connection) throws SQLException {
        return MoveEnd.list(connection, in(CONTENTS), row -> row.getString(1), values(CONTENTS_ASKED));
    }

    /** A table, and the database it is in. */
    record TableName(Identifier schema, Identifier table) {
        String quoted() {
            return MySqlAccounts.sql().name(schema).sql(".").name(table).text();
        }

        @Override
        public String toString() {
            return schema + "." + table;
        }
    }
}
