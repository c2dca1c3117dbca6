package dev.lakou.database.postgresql.move;

import dev.lakou.database.MoveMark;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.util.ArrayList;
import java.util.List;

/** What a move leaves at the source: the schemas under other names, owned by a role of their own, open to nobody. */
record Aside(MoveEnd source, MoveMark mark, List<Identifier> schemas) {
    /** Owners of the service's things are whoever the freeze lent them to. */
    List<Identifier> set(DdlFreeze freeze, String destination) {
        var oids = new ArrayList<Long>();
        var texts = new ArrayList<SqlText>();
        for (var schema : schemas) {
            var found = source.with(connection -> CatalogRow.list(
                    connection,
                    "SELECT oid::bigint FROM pg_namespace WHERE nspname = ? AND obj_description(oid, 'pg_namespace') IN (?, ?)",
                    row -> row.getLong(1),
                    schema.value(),
                    mark.service().toString(),
                    Marker.adopted(mark.service().toString())));
            if (found.isEmpty()) {
                continue;
            }
            if (texts.isEmpty()) {
                texts.addAll(List.of(freeze.lend()));
            }
            var aside = MoveNames.aside(schema, found.get(0));
            oids.add(found.get(0));
            texts.addAll(close(schema));
            texts.add(MoveEnd.sql()
                    .sql("ALTER SCHEMA ")
                    .name(schema)
                    .sql(" RENAME TO ")
                    .name(aside)
                    .sql("; COMMENT ON SCHEMA ")
                    .name(aside)
                    .sql(" IS ")
                    .literal(mark.moved(destination))
                    .sql("; "));
        }
        if (!texts.isEmpty()) {
            texts.add(MoveEnd.sql()
                    .sql("ALTER ROLE ")
                    .name(freeze.frozen())
                    .sql(" RENAME TO ")
                    .name(MoveNames.asideOwner(oids.get(0)))
                    .sql("; "));
            source.change(texts.toArray(SqlText[]::new));
        }
        return there();
    }

    List<Identifier> there() {
        return source
                .texts(
                        "SELECT n.nspname FROM pg_namespace n WHERE split_part(obj_description(n.oid, 'pg_namespace'), ' ', 1) = ? ORDER BY 1",
                        mark.moved())
                .stream()
                .map(Identifier::new)
                .toList();
    }

    void drop() {
        for (var schema : there()) {
            source.change(MoveEnd.sql().sql("DROP SCHEMA ").name(schema).sql(" CASCADE; "));
        }
        var owners = source.texts(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE 'lakou\\_moved\\_%' AND shobj_description(oid, 'pg_authid') = ?",
                mark.underWay());
        for (var owner : owners) {
            source.change(MoveEnd.sql()
                    .sql("DROP OWNED BY ")
                    .name(new Identifier(owner))
                    .sql("; DROP ROLE ")
                    .name(new Identifier(owner))
                    .sql("; "));
        }
    }

    private List<SqlText> close(Identifier schema) {
        var holders = source.texts(
                """
                SELECT DISTINCT coalesce(r.rolname, '') FROM pg_namespace n, aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
                WHERE n.nspname = ? AND a.grantee <> n.nspowner
                """,
                schema.value());
        return holders.stream()
                .map(holder -> {
                    var text = MoveEnd.sql()
                            .sql("REVOKE ALL ON SCHEMA ")
                            .name(schema)
                            .sql(" FROM ");
                    return (holder.isEmpty() ? text.sql("PUBLIC") : text.name(new Identifier(holder)))
                            .sql(" CASCADE; ");
                })
                .toList();
    }
}
