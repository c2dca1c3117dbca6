package dev.lakou.database.postgresql.move;

import static java.util.Objects.requireNonNull;

import dev.lakou.database.move.Listing;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the schemas of a service are besides their rows.
 *
 * @param labels the names of the schemas that both sides are told by
 * @param lender may own what is the owner's
 */
record Shape(
        List<String> schemas,
        List<String> labels,
        Identifier owner,
        Identifier lender,
        Identifier readers,
        Identifier writers) {
    /** They go on while the service writes. */
    static final String SEQUENCES = "sequences";

    private static final String OWNERS = "owners";

    static final String SCHEMAS =
            "WITH home AS (SELECT n.oid, label FROM unnest(?::text[], ?::text[]) h (name, label) JOIN pg_namespace n ON n.nspname = h.name),"
                    + " rel AS (SELECT c.*, label FROM pg_class c JOIN home h ON h.oid = c.relnamespace"
                    + " WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')) ";

    /** What must be the same by name; the text of views and functions differs between versions. */
    private static final Map<String, String> LISTS = Map.of(
            "columns",
            """
            SELECT label || '.' || c.relname || '.' || a.attname || ' ' || regexp_replace(format_type(a.atttypid, a.atttypmod), '^.*\\.', '') || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
              || a.attidentity::text || a.attgenerated::text || CASE WHEN a.atthasdef THEN ' default' ELSE '' END
            FROM rel c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
            """,
            "constraints",
            """
            SELECT label || '.' || k.conname || ' ' || k.contype::text || k.convalidated::text FROM pg_constraint k JOIN home h ON h.oid = k.connamespace WHERE k.contype <> 'n'
            """,
            "indexes",
            """
            SELECT c.label || '.' || c.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || CASE WHEN i.indisvalid THEN ' valid' ELSE ' INVALID' END
            FROM rel c JOIN pg_index i ON i.indexrelid = c.oid
            """,
            "functions",
            """
            SELECT label || '.' || p.proname || '/' || p.pronargs || ' ' || md5(p.prosrc) FROM pg_proc p JOIN home h ON h.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
            """,
            "types",
            """
            SELECT label || '.' || t.typname || ' ' || t.typtype::text || coalesce((SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '')
            FROM pg_type t JOIN home h ON h.oid = t.typnamespace WHERE t.typtype IN ('e', 'd', 'r') OR t.typrelid IN (SELECT oid FROM rel WHERE relkind = 'c')
            """,
            "triggers and policies",
            """
            SELECT label || '.' || c.relname || ' ' || t.tgname || ' ' || t.tgenabled::text FROM rel c JOIN pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal
            UNION ALL SELECT label || '.' || c.relname || ' ' || p.polname || ' ' || p.polcmd::text FROM rel c JOIN pg_policy p ON p.polrelid = c.oid
            """,
            "comments",
            """
            SELECT label || '.' || c.relname || ' ' || d.objsubid || ' ' || md5(d.description) FROM rel c JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass
            """,
            "materialized views",
            """
            SELECT label || '.' || relname || CASE WHEN relispopulated THEN '' ELSE ' empty' END FROM rel WHERE relkind = 'm'
            """,
            SEQUENCES,
            """
            SELECT label || '.' || s.sequencename || ' ' || coalesce(s.last_value::text, 'unused') FROM pg_sequences s JOIN home h ON h.oid::regnamespace::text = quote_ident(s.schemaname)
            """);

    /** What the planner made at the target, and the service's own owner has at the source, lent out or not. */
    private static final Map<String, String> RIGHTS = Map.of(
            OWNERS,
            "SELECT DISTINCT CASE WHEN pg_get_userbyid(relowner) IN (?, ?) THEN 'the service' ELSE pg_get_userbyid(relowner) END FROM rel",
            "grants to readers and writers",
            """
            SELECT c.label || '.' || c.relname || ' ' || CASE pg_get_userbyid(a.grantee) WHEN ? THEN 'readers ' ELSE 'writers ' END || a.privilege_type
            FROM rel c, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND a.grantee <> 0 AND pg_get_userbyid(a.grantee) IN (?, ?)
            """,
            "default privileges",
            """
            SELECT coalesce(label, '') || d.defaclobjtype::text || CASE pg_get_userbyid(a.grantee) WHEN ? THEN 'readers ' ELSE 'writers ' END || a.privilege_type
            FROM pg_default_acl d LEFT JOIN home h ON h.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
            WHERE a.grantee <> 0 AND pg_get_userbyid(a.grantee) IN (?, ?)
            """);

    /** All in one question: at the cut-over a service waits for it. */
    Map<String, String> read(Connection connection) throws SQLException {
        var parameters = new ArrayList<Object>(List.of(schemas, labels));
        var parts = new ArrayList<String>();
        LISTS.forEach((what, list) -> parts.add(part(what, list)));
        RIGHTS.forEach((what, list) -> {
            parts.add(part(what, list));
            parameters.addAll(roles(what));
        });
        var found = new TreeMap<String, List<String>>();
        LISTS.keySet().forEach(what -> found.put(what, new ArrayList<>()));
        RIGHTS.keySet().forEach(what -> found.put(what, new ArrayList<>()));
        CatalogRow.list(
                connection,
                SCHEMAS + String.join(" UNION ALL ", parts),
                row -> requireNonNull(found.get(row.getString(1))).add(row.getString(2)),
                parameters.toArray());
        var shape = new TreeMap<String, String>();
        found.forEach((what, all) -> shape.put(what, Listing.of(all)));
        return shape;
    }

    private static String part(String what, String list) {
        return "SELECT '" + what + "', listed FROM (" + list + ") list (listed)";
    }

    private List<String> roles(String what) {
        return what.equals(OWNERS)
                ? List.of(owner.value(), lender.value())
                : List.of(readers.value(), readers.value(), writers.value());
    }
}
