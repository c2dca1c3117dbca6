package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.TransferReview;
import dev.lakou.database.postgresql.CatalogRow;
import dev.lakou.database.postgresql.PostgresDependents;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speaks against a move, and what it will take. */
record PostgresReview(
        MoveOrder order,
        MoveEnd source,
        MoveEnd target,
        DumpProgram dump,
        LoginFence fence,
        RowCopy rows,
        ReplicationFactsReader replication,
        Identifier owner) {
    /** Measured: a dump and a restore on the same machine take 33 to 41 ms for each megabyte. */
    private static final long MILLIS_PER_MEGABYTE = 40;

    private static final String HOME = "WITH home AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY (?)) ";

    private static final String TABLES =
            HOME + "SELECT c.oid::regclass::text FROM pg_class c JOIN home h ON h.oid = c.relnamespace WHERE ";

    /** What a thing of the schema stands on that will not be there. */
    private static final String LEANING = HOME
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

    private static final String EXTENSIONS = HOME
            + """
                    SELECT DISTINCT x.extname FROM pg_depend d
                      JOIN pg_depend e ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
                      JOIN pg_extension x ON x.oid = e.refobjid AND e.refclassid = 'pg_extension'::regclass
                    WHERE d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass)
                      AND EXISTS (SELECT FROM home h WHERE (pg_identify_object(d.classid, d.objid, 0)).schema = quote_ident(h.nspname)
                                  OR (pg_identify_object(d.classid, d.objid, 0)).identity LIKE '%' || quote_ident(h.nspname) || '.%')
                    ORDER BY 1
                    """;

    private static final String READERS = HOME
            + """
                    SELECT DISTINCT coalesce(r.rolname, 'PUBLIC') FROM home JOIN pg_namespace n USING (oid), aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
                    WHERE a.grantee <> n.nspowner AND coalesce(shobj_description(r.oid, 'pg_authid'), '') NOT LIKE ? ORDER BY 1
                    """;

    TransferReview review() {
        var findings = new ArrayList<Finding>();
        var from = source.version();
        var to = target.version();
        versions(findings, from, to);
        content(findings);
        strangers(findings);
        targetSide(findings);
        if (order.method() == MoveMethod.REPLICATE) {
            var isRenamed = order.schemas().stream().anyMatch(MoveOrder.MovedName::isRenamed);
            findings.addAll(replication.read(isRenamed).findings());
        }
        var bytes = source.with(connection -> CatalogRow.list(
                        connection,
                        HOME
                                + "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN home h ON h.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')",
                        row -> row.getLong(1),
                        rows.sources())
                .get(0));
        var time = Duration.ofMillis(1000 + bytes / 1_000_000 * MILLIS_PER_MEGABYTE);
        return new TransferReview(
                findings, bytes, time, order.method() == MoveMethod.COPY ? time : Duration.ofSeconds(1));
    }

    private void versions(List<Finding> findings, int from, int to) {
        if (to < from) {
            findings.add(Finding.refusing(
                    "The target at %s is PostgreSQL %d, older than the source's %d: choose a target of at least the same version."
                            .formatted(target.server(), to, from)));
        }
        var program = dump.major();
        if (program.isEmpty()) {
            findings.add(Finding.refusing(
                    "There is no program %s where Lakou runs: use an image with PostgreSQL's client, or set lakou.move.pg-dump."
                            .formatted(dump.program())));
        } else if (program.getAsInt() < from) {
            findings.add(Finding.refusing("%s is of version %d and cannot read PostgreSQL %d: a newer one is needed."
                    .formatted(dump.program(), program.getAsInt(), from)));
        }
    }

    private void content(List<Finding> findings) {
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
        var forced = source.texts(TABLES + "c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1", rows.sources());
        if (!forced.isEmpty() && !isSuperuser(source)) {
            findings.add(Finding.refusing(
                    "Policies hide rows of these even from their owner: %s. Only a superuser at %s can read them all; or lift FORCE ROW LEVEL SECURITY while they move."
                            .formatted(String.join(", ", forced), source.server())));
        }
    }

    private void strangers(List<Finding> findings) {
        var writers = fence.otherWriters();
        if (!writers.isEmpty()) {
            findings.add(Finding.refusing(
                    "Others may write in the schema, and would at the source: %s. Take that right from them first."
                            .formatted(String.join(", ", writers))));
        }
        var readers = source.texts(READERS, rows.sources(), order.service() + "%");
        if (!readers.isEmpty()) {
            findings.add(Finding.telling("These have rights on the schema at the source, and stay behind: %s."
                    .formatted(String.join(", ", readers))));
        }
    }

    private void targetSide(List<Finding> findings) {
        if (source.server().equals(target.server()) && source.database().equals(target.database())) {
            findings.add(Finding.refusing("Source and target are the same database at %s.".formatted(source.server())));
            return;
        }
        for (var schema : order.schemas()) {
            var marks = target.texts(
                    "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace WHERE nspname = ?",
                    schema.target().value());
            if (marks.stream().anyMatch(mark -> !order.service().isOn(Optional.of(mark)))) {
                findings.add(Finding.refusing("Schema \"%s\" at %s is somebody else's: give another name."
                        .formatted(schema.target(), target.server())));
            }
            if (schema.isRenamed()
                    && !target.texts(
                                    "SELECT nspname FROM pg_namespace WHERE nspname = ?",
                                    schema.source().value())
                            .isEmpty()) {
                findings.add(
                        Finding.refusing("Schema \"%s\" at %s is in the way: while it is copied, \"%s\" has that name."
                                .formatted(schema.source(), target.server(), schema.target())));
            }
        }
        var missing = new ArrayList<>(source.texts(EXTENSIONS, rows.sources()));
        missing.removeAll(target.texts("SELECT extname FROM pg_extension"));
        for (var extension : missing) {
            findings.add(Finding.refusing(
                    "Extension \"%s\", which the schema uses, is not at %s.".formatted(extension, target.server()),
                    MoveEnd.sql()
                            .sql("CREATE EXTENSION ")
                            .name(new Identifier(extension))
                            .sql(";")
                            .text()));
        }
    }

    private void refuse(List<Finding> findings, String query, String text) {
        var found = source.texts(query, rows.sources());
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
