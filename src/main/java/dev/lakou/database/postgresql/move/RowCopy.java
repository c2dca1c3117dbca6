package dev.lakou.database.postgresql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Brings structure, and rows, to the target in one transaction there: whatever happens, they are there as a whole or not
 * at all. While it lasts, schemas have the names that they have at the source: the text of the dump names them.
 */
record RowCopy(
        MoveEnd source, MoveEnd target, DumpProgram dump, List<MovedName> schemas, Identifier actAs, Identifier owner) {
    private static final String HELD =
            """
            SELECT EXISTS (SELECT FROM pg_depend d JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
              WHERE n.nspname = ANY (?) AND d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
                AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e'))
            """;

    /** A generated column is computed anew. */
    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname),
                   (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind = 'r'
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            ORDER BY 1
            """;

    /**
     * Text that is written and read with no regard to who set what; and where this process is gone, a server that knows how
     * to notices, and keeps nothing locked.
     */
    private static final String PLAIN =
            "SET LOCAL search_path TO ''; SET LOCAL check_function_bodies TO off; SET LOCAL client_min_messages TO warning;"
                    + " SET LOCAL row_security TO off; SET LOCAL xmloption TO content; SET LOCAL DateStyle TO 'ISO';"
                    + " SET LOCAL IntervalStyle TO 'postgres'; SET LOCAL extra_float_digits TO 3;"
                    + " SELECT set_config(name, '5s', true) FROM pg_settings WHERE name = 'client_connection_check_interval'; ";

    boolean isThere() {
        return target.with(connection -> CatalogRow.list(connection, HELD, row -> row.getBoolean(1), targets())
                .get(0));
    }

    /** Leaves the structure, all of it. */
    void structure() {
        var script = script();
        load(true, connection -> MoveEnd.send(connection, script));
    }

    /** Finds out whether {@link #everything} would be refused, and leaves nothing. */
    void tryStructure() {
        var script = script();
        load(false, connection -> MoveEnd.send(connection, script));
    }

    /** Leaves the structure with all rows; indexes, keys and triggers come after them, as it is quickest. */
    void everything() {
        var before = script("pre-data");
        var after = script("post-data");
        load(true, connection -> {
            MoveEnd.send(connection, before);
            copy(connection);
            MoveEnd.send(connection, after);
        });
    }

    private String script(String... sections) {
        return dump.structure(
                source.configuration(), schemas.stream().map(MovedName::source).toList(), actAs, sections);
    }

    private void load(boolean keep, Loading loading) {
        target.with(MoveEnd.LONG, connection -> {
            connection.setAutoCommit(false);
            MoveEnd.send(
                    connection,
                    PostgresAuthority.ACT
                            + renaming(false)
                            + PLAIN
                            + actAsOwner().text());
            loading.load(connection);
            MoveEnd.send(connection, PostgresAuthority.ACT + renaming(true));
            if (keep) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return true;
        });
    }

    private SqlText actAsOwner() {
        return MoveEnd.sql().sql("SET LOCAL ROLE ").name(owner).sql("; ");
    }

    private String renaming(boolean back) {
        var text = MoveEnd.sql();
        for (var schema : schemas) {
            if (schema.isRenamed()) {
                text.sql("ALTER SCHEMA ")
                        .name(back ? schema.source() : schema.target())
                        .sql(" RENAME TO ")
                        .name(back ? schema.target() : schema.source())
                        .sql("; ");
            }
        }
        return text.text();
    }

    private void copy(Connection to) throws SQLException {
        source.with(MoveEnd.LONG, from -> {
            from.setAutoCommit(false);
            MoveEnd.send(
                    from,
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + PostgresAuthority.ACT + PLAIN);
            for (var table : CatalogRow.list(
                    from,
                    TABLES,
                    row -> new Table(row.getString(1), Optional.ofNullable(row.getString(2))),
                    sources())) {
                table.copy(from, to);
            }
            return true;
        });
    }

    List<String> sources() {
        return schemas.stream().map(schema -> schema.source().value()).toList();
    }

    List<String> targets() {
        return schemas.stream().map(schema -> schema.target().value()).toList();
    }

    /** @param columns empty for a table that has none to copy */
    private record Table(String name, Optional<String> columns) {
        void copy(Connection from, Connection to) throws SQLException {
            var what = name + columns.map(all -> " (" + all + ")").orElse("");
            var out = from.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + what + " TO STDOUT");
            var in = to.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + what + " FROM STDIN");
            for (var rows = out.readFromCopy(); rows != null; rows = out.readFromCopy()) {
                in.writeToCopy(rows, 0, rows.length);
            }
            in.endCopy();
        }
    }

    private interface Loading {
        void load(Connection connection) throws SQLException;
    }
}
