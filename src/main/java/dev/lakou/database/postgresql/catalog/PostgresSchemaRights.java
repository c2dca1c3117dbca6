package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.SchemaRight;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads who may do what in one schema, and through which role, from the access lists themselves. */
public final class PostgresSchemaRights {
    /**
     * Rights are told by what they are on: of tables, sequences and functions, those on which a role has the same are told
     * together. A function is told with its arguments, as others may have its name.
     */
    private static final String RIGHTS =
            """
            WITH home AS (SELECT oid, nspowner, nspacl FROM pg_namespace WHERE nspname = ANY (?)),
            thing (place, oid, name, acl) AS (
              SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, c.oid, c.relname::text,
                     coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))
              FROM pg_class c JOIN home ON home.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              UNION ALL SELECT 'function', p.oid, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)),
                     coalesce(p.proacl, acldefault('f', p.proowner))
              FROM pg_proc p JOIN home ON home.oid = p.pronamespace),
            each (grantee, privilege, place, name) AS (
              SELECT a.grantee, a.privilege_type, 'schema', NULL::text
              FROM home, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a
              UNION ALL SELECT a.grantee, a.privilege_type, t.place, t.name FROM thing t, aclexplode(t.acl) a
              UNION ALL SELECT a.grantee, a.privilege_type, 'column', t.name || '.' || c.attname
              FROM thing t JOIN pg_attribute c ON c.attrelid = t.oid AND NOT c.attisdropped, aclexplode(c.attacl) a
              WHERE t.place = 'table'
              UNION ALL SELECT a.grantee, a.privilege_type,
                     CASE d.defaclobjtype WHEN 'r' THEN 'future tables' WHEN 'S' THEN 'future sequences' ELSE 'future functions' END,
                     pg_get_userbyid(d.defaclrole)
              FROM pg_default_acl d JOIN home ON home.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
              WHERE d.defaclobjtype IN ('r', 'S', 'f')
              UNION ALL SELECT r.oid, 'everything', 'server', NULL FROM pg_roles r WHERE r.rolsuper AND r.rolcanlogin
              UNION ALL SELECT r.oid, CASE r.rolname WHEN 'pg_read_all_data' THEN 'SELECT' ELSE 'INSERT, UPDATE, DELETE' END, 'server', NULL
              FROM pg_roles r WHERE r.rolname IN ('pg_read_all_data', 'pg_write_all_data')),
            named AS (SELECT grantee, place, name, array_agg(DISTINCT privilege) AS privileges FROM each GROUP BY 1, 2, 3)
            SELECT coalesce(r.rolname, 'PUBLIC'), shobj_description(r.oid, 'pg_authid'), n.place, n.privileges,
                   array_agg(n.name ORDER BY n.name) FILTER (WHERE n.name IS NOT NULL),
                   count(*) = (SELECT count(*) FROM thing t WHERE t.place = n.place),
                   ARRAY(SELECT l.rolname FROM pg_roles l WHERE l.rolcanlogin AND n.grantee <> 0
                         AND (l.oid = n.grantee OR NOT l.rolsuper AND pg_has_role(l.oid, n.grantee, 'MEMBER')) ORDER BY 1)
            FROM named n LEFT JOIN pg_roles r ON r.oid = n.grantee
            WHERE n.grantee = 0 OR r.oid IS NOT NULL
            GROUP BY n.grantee, r.rolname, r.oid, n.place, n.privileges
            """;

    private static final int NAMED = 5;

    private PostgresSchemaRights() {}

    public static List<SchemaRight> of(Connection connection, Identifier schema) throws SQLException {
        return CatalogRow.read(connection, RIGHTS, PostgresSchemaRights::right, List.of(schema.value())).stream()
                // Nobody may use a predefined role before it is granted to somebody.
                .filter(right ->
                        !right.holder().startsWith("pg_") || !right.logins().isEmpty())
                .sorted(Comparator.comparing(SchemaRight::holder).thenComparing(SchemaRight::on))
                .toList();
    }

    private static SchemaRight right(ResultSet row) throws SQLException {
        return new SchemaRight(
                row.getString(1),
                Optional.ofNullable(row.getString(2)).flatMap(Marker::parse),
                new TreeSet<>(texts(row.getArray(4))),
                on(row),
                texts(row.getArray(7)));
    }

    private static String on(ResultSet row) throws SQLException {
        var place = row.getString(3);
        var names = texts(row.getArray(5));
        return switch (place) {
            case "schema" -> "the schema";
            case "server" -> "the whole server";
            case "column" -> "columns " + some(names);
            case "table", "sequence", "function" ->
                row.getBoolean(6)
                        ? "all %ss there are".formatted(place)
                        : names.size() == 1 ? place + " " + some(names) : place + "s " + some(names);
            default -> "%s that %s makes".formatted(place.replaceFirst("^future ", ""), some(names));
        };
    }

    private static String some(List<String> names) {
        var more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more;
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
