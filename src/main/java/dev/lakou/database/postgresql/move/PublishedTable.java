package dev.lakou.database.postgresql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.util.List;

/**
 * A table of the source whose changes follow.
 *
 * @param identity by which its rows are told apart in the log, in the letter of the catalog
 * @param isWithoutKey whether its rows have nothing by which they are told apart, so that they are by all they hold
 */
record PublishedTable(
        Identifier schema, Identifier table, long oid, String identity, boolean isWithoutKey, boolean isPartition) {
    /** A key that is checked at the end of a transaction only tells no rows apart. */
    private static final String TABLES =
            """
            SELECT n.nspname, c.relname, c.oid::bigint, c.relreplident::text,
                   c.relreplident = 'n' OR c.relreplident = 'd'
                     AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indimmediate AND i.indisvalid),
                   c.relispartition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p')
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            ORDER BY 1, 2
            """;

    static List<PublishedTable> of(MoveEnd source, List<String> schemas) {
        return source.with(connection -> CatalogRow.list(
                connection,
                TABLES,
                row -> new PublishedTable(
                        new Identifier(row.getString(1)),
                        new Identifier(row.getString(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6)),
                schemas));
    }

    /** Itself, and not those that inherit from it. */
    void name(SqlText text) {
        text.sql("ONLY ").name(schema).sql(".").name(table);
    }

    SqlText identifiedByAll() {
        return identified().sql("FULL; ");
    }

    SqlText identifiedAsBefore() {
        return identity.equals("n")
                ? identified().sql("NOTHING; ")
                : identified().sql("DEFAULT; ");
    }

    private SqlText identified() {
        var text = MoveEnd.sql().sql("ALTER TABLE ");
        name(text);
        return text.sql(" REPLICA IDENTITY ");
    }

    PublishedTable with(String formerIdentity) {
        return new PublishedTable(schema, table, oid, formerIdentity, isWithoutKey, isPartition);
    }
}
