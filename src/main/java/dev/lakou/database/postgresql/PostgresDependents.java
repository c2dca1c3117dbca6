package dev.lakou.database.postgresql;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What other schemas would lose if one were dropped. */
final class PostgresDependents {
    private PostgresDependents() {}

    static List<String> of(Connection connection, Identifier schema) throws SQLException {
        return CatalogRow.read(
                        connection,
                        """
                        SELECT format('view %s.%s on %s', vn.nspname, v.relname, t.relname)
                        FROM pg_depend d
                          JOIN pg_rewrite w ON w.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
                          JOIN pg_class v ON v.oid = w.ev_class JOIN pg_namespace vn ON vn.oid = v.relnamespace
                          JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
                          JOIN pg_namespace tn ON tn.oid = t.relnamespace
                        WHERE tn.nspname = ANY (?) AND vn.oid <> tn.oid
                        UNION
                        SELECT format('foreign key %s of %s.%s', k.conname, cn.nspname, c.relname)
                        FROM pg_constraint k
                          JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
                          JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
                        WHERE k.contype = 'f' AND pn.nspname = ANY (?) AND cn.oid <> pn.oid
                        UNION
                        SELECT format('function %s.%s', fn.nspname, f.proname)
                        FROM pg_depend d
                          JOIN pg_proc f ON f.oid = d.objid AND d.classid = 'pg_proc'::regclass
                          JOIN pg_namespace fn ON fn.oid = f.pronamespace
                          JOIN pg_type t ON t.oid = d.refobjid AND d.refclassid = 'pg_type'::regclass
                          JOIN pg_namespace tn ON tn.oid = t.typnamespace
                        WHERE tn.nspname = ANY (?) AND fn.oid <> tn.oid
                        """,
                        row -> row.getString(1),
                        List.of(schema.value()),
                        List.of(schema.value()),
                        List.of(schema.value()))
                .stream()
                .sorted()
                .toList();
    }
}
