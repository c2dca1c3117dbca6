package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.catalog.PostgresDependents;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema holds: whether anything would be lost, and how to get rid of it bit by bit. */
record PostgresContents(Connection connection, Identifier schema) {
    /**
     * Relations dropped in one transaction. Each takes a handful of locks, of which a server has
     * max_locks_per_transaction (64) times max_connections in all; 9,000 tables at once were refused (53200).
     */
    private static final int CHUNK = 200;

    /** Not allowed to look, or too long a look. */
    private static final Set<String> UNSEEN = Set.of("42501", "57014");

    /** A table that holds rows, or that nobody let us look into. */
    Optional<Identifier> filledTable() throws SQLException {
        for (var table : tablesWithPages()) {
            if (holdsRows(table)) {
                return Optional.of(table.name());
            }
        }
        return Optional.empty();
    }

    /** Drops all relations, some at a time. */
    void dropRelations() throws SQLException {
        for (var drops = nextDrops(); !drops.isEmpty(); drops = nextDrops()) {
            var dependents = PostgresDependents.of(connection, schema);
            if (!dependents.isEmpty()) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "Since it was looked at, something came to depend on schema \"%s\": %s. Retried."
                                .formatted(schema, String.join(", ", dependents)));
            }
            PostgresTransaction.sendAsPlatform(connection, drops);
        }
    }

    private List<Table> tablesWithPages() throws SQLException {
        try (var statement = prepare(
                """
                SELECT c.relname, pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relkind IN ('r', 'm') AND pg_relation_size(c.oid) > 0 ORDER BY 1
                """)) {
            try (var rows = statement.executeQuery()) {
                var tables = new ArrayList<Table>();
                while (rows.next()) {
                    tables.add(new Table(new Identifier(rows.getString(1)), new Identifier(rows.getString(2))));
                }
                return tables;
            }
        }
    }

    private boolean holdsRows(Table table) throws SQLException {
        var look = sql().sql("SET LOCAL row_security = off; SET LOCAL ROLE ")
                .name(table.owner())
                .sql("; SELECT EXISTS (SELECT 1 FROM ONLY ")
                .name(schema)
                .sql(".")
                .name(table.name())
                .sql(");");
        try {
            return PostgresTransaction.ask(connection, look);
        } catch (SQLException e) {
            if (UNSEEN.contains(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    /** Partitions before their parents, whose drop would take all of them at once. */
    private List<SqlText> nextDrops() throws SQLException {
        try (var statement = prepare(
                """
                SELECT c.relkind, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND NOT EXISTS (
                    SELECT 1 FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'e'))
                ORDER BY c.relispartition DESC, c.oid LIMIT\s"""
                        + CHUNK)) {
            try (var rows = statement.executeQuery()) {
                var drops = new ArrayList<SqlText>();
                while (rows.next()) {
                    drops.add(drop(rows.getString(1), new Identifier(rows.getString(2))));
                }
                return drops;
            }
        }
    }

    private SqlText drop(String kind, Identifier relation) {
        var text =
                switch (kind) {
                    case "v" -> sql().sql("DROP VIEW");
                    case "m" -> sql().sql("DROP MATERIALIZED VIEW");
                    case "f" -> sql().sql("DROP FOREIGN TABLE");
                    case "S" -> sql().sql("DROP SEQUENCE");
                    case "c" -> sql().sql("DROP TYPE");
                    default -> sql().sql("DROP TABLE");
                };
        return text.sql(" IF EXISTS ").name(schema).sql(".").name(relation).sql(" CASCADE;");
    }

    private PreparedStatement prepare(String query) throws SQLException {
        var statement = connection.prepareStatement(query);
        statement.setString(1, schema.value());
        return statement;
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }

    private record Table(Identifier name, Identifier owner) {}
}
