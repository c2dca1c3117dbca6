package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.postgresql.catalog.PostgresDependents;
import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.List;

/** What in the schemas themselves speaks against their move. */
record ContentReview(MoveOrder order, MoveEnd source, List<String> schemas, Identifier owner) {
    private static final String TABLES = PostgresReview.HOME
            + "SELECT c.oid::regclass::text FROM pg_class c JOIN home h ON h.oid = c.relnamespace WHERE ";

    /** What a thing of the schema stands on that will not be there. */
    private static final String LEANING = PostgresReview.HOME
            + """
                    , own AS (SELECT 'pg_class'::regclass AS class, c.oid, c.oid AS shown FROM pg_class c JOIN home h ON h.oid = c.relnamespace
                      UNION ALL SELECT 'pg_constraint'::regclass, k.oid, k.conrelid FROM pg_constraint k JOIN home h ON h.oid = k.connamespace WHERE k.conrelid <> 0
                      UNION ALL SELECT 'pg_rewrite'::regclass, w.oid, w.ev_class FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class JOIN home h ON h.oid = c.relnamespace
                      UNION ALL SELECT 'pg_attrdef'::regclass, a.oid, a.adrelid FROM pg_attrdef a JOIN pg_class c ON c.oid = a.adrelid JOIN home h ON h.oid = c.relnamespace
                      UNION ALL SELECT 'pg_trigger'::regclass, t.oid, t.tgrelid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN home h ON h.oid = c.relnamespace)
                    SELECT DISTINCT o.shown::regclass || ' uses ' || i.identity FROM own o JOIN pg_depend d ON d.classid = o.class AND d.objid = o.oid
                      CROSS JOIN LATERAL pg_identify_object(d.refclassid, d.refobjid, 0) i
                    WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass) AND i.schema IS NOT NULL
                      AND i.schema NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND i.schema NOT IN (SELECT quote_ident(nspname) FROM home)
                      AND i.schema NOT IN (SELECT nspname FROM home)
                      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')
                    ORDER BY 1
                    """;

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        refuse(
                findings,
                LEANING,
                "These use what is in other schemas, which does not move with them: %s. Move or remove that first.");
        for (var schema : order.schemas()) {
            var others = source.with(connection -> PostgresDependents.of(connection, schema.source()));
            if (!others.isEmpty()) {
                findings.add(Finding.refusing("Others use what is in schema \"%s\": %s. Remove those first."
                        .formatted(schema.source(), String.join(", ", others))));
            }
        }
        refuse(
                findings,
                TABLES + "c.relkind = 'f' ORDER BY 1",
                "Foreign tables need their server and its password at the target: %s. Drop them first.");
        refuse(
                findings,
                TABLES + "c.relkind IN ('r', 'p', 'v', 'm') AND pg_get_userbyid(c.relowner) NOT IN ("
                        + literal(owner.value()) + ", "
                        + literal(MoveNames.of(order).stem())
                        + ") AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.classid = 'pg_class'::regclass AND e.deptype = 'e') ORDER BY 1",
                "These do not belong to the service's own role: %s. Let Lakou mend that first (see the status of the ServiceSchema).");
        var large = source.texts(
                "SELECT count(*)::text FROM pg_largeobject_metadata WHERE pg_get_userbyid(lomowner) IN (?, ?) HAVING count(*) > 0",
                owner.value(),
                MoveNames.of(order).stem());
        if (!large.isEmpty()) {
            findings.add(Finding.refusing(
                    "The service owns %s large objects, which belong to the whole database and to no schema: keep them in a bytea column first."
                            .formatted(large.get(0))));
        }
        var prepared = source.texts("SELECT gid FROM pg_prepared_xacts WHERE database = current_database() ORDER BY 1");
        if (!prepared.isEmpty()) {
            findings.add(Finding.telling(
                    "Prepared transactions (%s) are open at the source: one that wrote in the schema stops the cut-over."
                            .formatted(String.join(", ", prepared))));
        }
        var forced = source.texts(TABLES + "c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1", schemas);
        if (!forced.isEmpty() && !isSuperuser(source)) {
            findings.add(Finding.refusing(
                    "Policies hide rows of these even from their owner: %s. Only a superuser at %s can read them all; or lift FORCE ROW LEVEL SECURITY while they move."
                            .formatted(String.join(", ", forced), source.server())));
        }
        return findings;
    }

    private void refuse(List<Finding> findings, String query, String text) {
        var found = source.texts(query, schemas);
        if (!found.isEmpty()) {
            findings.add(Finding.refusing(text.formatted(String.join(", ", found))));
        }
    }

    private static String literal(String text) {
        return MoveEnd.sql().literal(text).text();
    }

    private static boolean isSuperuser(MoveEnd end) {
        return !end.texts("SELECT 1 FROM pg_roles WHERE rolname = session_user AND rolsuper")
                .isEmpty();
    }
}
