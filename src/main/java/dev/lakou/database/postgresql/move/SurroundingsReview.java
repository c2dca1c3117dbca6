package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What around the schemas speaks against their move: others who use them, and what is at the target. */
record SurroundingsReview(MoveOrder order, MoveEnd source, MoveEnd target, LoginFence fence, List<String> schemas) {
    private static final String EXTENSIONS = PostgresReview.HOME
            + """
                    SELECT DISTINCT x.extname FROM pg_depend d
                      JOIN pg_depend e ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
                      JOIN pg_extension x ON x.oid = e.refobjid AND e.refclassid = 'pg_extension'::regclass
                    WHERE d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass)
                      AND EXISTS (SELECT FROM home h WHERE (pg_identify_object(d.classid, d.objid, 0)).schema = quote_ident(h.nspname)
                                  OR (pg_identify_object(d.classid, d.objid, 0)).identity LIKE '%' || quote_ident(h.nspname) || '.%')
                    ORDER BY 1
                    """;

    private static final String READERS = PostgresReview.HOME
            + """
                    SELECT DISTINCT coalesce(r.rolname, 'PUBLIC') FROM home JOIN pg_namespace n USING (oid), aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
                    WHERE a.grantee <> n.nspowner AND coalesce(shobj_description(r.oid, 'pg_authid'), '') NOT LIKE ? ORDER BY 1
                    """;

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        strangers(findings);
        targetSide(findings);
        return findings;
    }

    /** Whoever else uses the schemas stays at the source. */
    private void strangers(List<Finding> findings) {
        var writers = fence.otherWriters();
        if (!writers.isEmpty()) {
            findings.add(Finding.refusing(
                    "Others may write in the schema, and would at the source: %s. Take that right from them first."
                            .formatted(String.join(", ", writers))));
        }
        var readers = source.texts(READERS, schemas, order.service() + "%");
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
        var missing = new ArrayList<>(source.texts(EXTENSIONS, schemas));
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
}
