package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import dev.lakou.model.MarkedSchema;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out what a service wants to use that is not there: schemas, tables, or columns of theirs. */
public final class PostgresMissing {
    private PostgresMissing() {}

    public static Set<Identifier> of(Connection connection, Access access) throws SQLException {
        var missing = new HashSet<>(access.tables());
        missing.removeAll(CatalogRow.read(
                connection,
                """
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
                WHERE n.nspname = ANY (?) AND c.relname = ANY (?) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND o.rolname = ANY (?)
                  AND NOT EXISTS (SELECT FROM unnest(?::text[]) w (attribute) WHERE NOT EXISTS (
                      SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = w.attribute AND t.attnum > 0))
                """,
                row -> new Identifier(row.getString(1)),
                List.of(access.schema().value()),
                values(access.tables()),
                List.of(PostgresNames.owner(access.schema()).value()),
                values(access.columns())));
        return missing;
    }

    public static Set<MarkedSchema> marked(Connection connection, Set<MarkedSchema> schemas) throws SQLException {
        var all = List.copyOf(schemas);
        return CatalogRow.read(
                connection,
                """
                SELECT w.place FROM unnest(?::text[], ?::text[]) WITH ORDINALITY w (home, marker, place) JOIN pg_namespace n ON n.nspname = w.home
                WHERE regexp_replace(obj_description(n.oid, 'pg_namespace'), '#adopted$', '') = w.marker
                """,
                row -> all.get(row.getInt(1) - 1),
                values(all.stream().map(MarkedSchema::name).toList()),
                all.stream().map(MarkedSchema::marker).map(Marker::toString).toList());
    }

    private static List<String> values(List<Identifier> names) {
        return names.stream().map(Identifier::value).toList();
    }
}
