package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReport.Comparison;
import dev.lakou.database.postgresql.PostgresAuthority;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Compares the two servers, each as one snapshot of it shows it. */
record Verification(Side source, Side target) {
    /** Rows are written as text in the same way by both. */
    private static final String BEGIN =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + PostgresAuthority.ACT
                    + "SET LOCAL search_path TO ''; SET LOCAL row_security TO off; SET LOCAL DateStyle TO 'ISO'; SET LOCAL TimeZone TO 'UTC';"
                    + " SET LOCAL IntervalStyle TO 'postgres'; SET LOCAL extra_float_digits TO 1; SET LOCAL bytea_output TO 'hex';"
                    + " SET LOCAL lc_monetary TO 'C'; ";

    private static final String SCHEMAS =
            "WITH home AS (SELECT n.oid, label FROM unnest(?::text[], ?::text[]) h (name, label) JOIN pg_namespace n ON n.nspname = h.name),"
                    + " rel AS (SELECT c.*, label FROM pg_class c JOIN home h ON h.oid = c.relnamespace"
                    + " WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')) ";

    private static final String TABLES = SCHEMAS
            + """
                    SELECT CASE relkind WHEN 'm' THEN 'materialized view ' ELSE 'table ' END || label || '.' || relname,
                           format('SELECT count(*) || '' rows, '' || to_hex((coalesce(sum(hashtextextended((lakou_row.*)::text, 0)::numeric), 0) %% 9223372036854775807)::bigint) FROM %s%s.%I lakou_row',
                                  CASE relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, relnamespace::regnamespace::text, relname)
                    FROM rel WHERE relkind IN ('r', 'm') AND relispopulated
                    """;

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
            "sequences",
            """
            SELECT label || '.' || s.sequencename || ' ' || coalesce(s.last_value::text, 'unused') FROM pg_sequences s JOIN home h ON h.oid::regnamespace::text = quote_ident(s.schemaname)
            """);

    /** What the planner made at the target, and the service's own owner has at the source, lent out or not. */
    private static final Map<String, String> RIGHTS = Map.of(
            "owners",
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

    TransferReport report() {
        var there = CompletableFuture.supplyAsync(target::read);
        var here = source.read();
        return compare(here, there.join());
    }

    static TransferReport compare(Map<String, String> here, Map<String, String> there) {
        var all = new TreeSet<>(here.keySet());
        all.addAll(there.keySet());
        return new TransferReport(all.stream()
                .map(what ->
                        new Comparison(what, here.getOrDefault(what, "missing"), there.getOrDefault(what, "missing")))
                .toList());
    }

    /**
     * One of the two.
     *
     * @param labels the names of the schemas that both sides are told by
     * @param lender may own what is the owner's
     */
    record Side(
            MoveEnd end,
            List<String> schemas,
            List<String> labels,
            Identifier owner,
            Identifier lender,
            Identifier readers,
            Identifier writers) {

        Map<String, String> read() {
            return end.with(MoveEnd.LONG, connection -> {
                connection.setAutoCommit(false);
                MoveEnd.send(connection, BEGIN);
                var found = new TreeMap<String, String>();
                for (var table : MoveEnd.read(
                        connection, TABLES, row -> List.of(row.getString(1), row.getString(2)), schemas, labels)) {
                    found.put(
                            table.get(0),
                            MoveEnd.texts(connection, table.get(1)).get(0));
                }
                for (var list : LISTS.entrySet()) {
                    found.put(
                            list.getKey(),
                            digest(MoveEnd.texts(connection, SCHEMAS + list.getValue(), schemas, labels)));
                }
                found.put("owners", digest(rights(connection, "owners", owner.value(), lender.value())));
                for (var what : List.of("grants to readers and writers", "default privileges")) {
                    found.put(
                            what, digest(rights(connection, what, readers.value(), readers.value(), writers.value())));
                }
                return found;
            });
        }

        private List<String> rights(Connection connection, String what, String... roles) throws SQLException {
            var parameters = new ArrayList<Object>(List.of(schemas, labels));
            parameters.addAll(List.of(roles));
            return MoveEnd.texts(connection, SCHEMAS + RIGHTS.get(what), parameters.toArray());
        }

        /** All of a few; of many how many they are, and a digest. */
        private static String digest(List<String> all) {
            var sorted = all.stream().sorted().toList();
            var text = String.join(", ", sorted);
            return text.length() <= 120 ? text : sorted.size() + ", " + MoveNames.hash(text);
        }
    }
}
