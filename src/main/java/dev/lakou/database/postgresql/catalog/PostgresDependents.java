package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What others would lose if a schema were dropped with the further ones of its service: CASCADE takes their views, foreign keys, functions, columns and
 * defaults with it, and says no more than a notice.
 */
public final class PostgresDependents {
    private PostgresDependents() {}

    /** Not in the catalogs, and so not found: tables that a function names in its body. */
    public static List<String> of(Connection connection, Identifier schema) throws SQLException {
        return CatalogRow.read(
                        connection,
                        """
                        WITH target AS (SELECT oid, regexp_replace(obj_description(oid, 'pg_namespace'), '#adopted$', '') AS marker
                                        FROM pg_namespace WHERE nspname = ANY (?)),
                        home AS (SELECT oid FROM target
                                 UNION SELECT d.objoid FROM pg_description d JOIN target t ON d.description IN (t.marker, t.marker || '#adopted')
                                 WHERE d.classoid = 'pg_namespace'::regclass AND t.marker LIKE 'lakou:%'),
                        home_names AS (SELECT oid::regnamespace::text AS name FROM home UNION ALL VALUES ('pg_toast')),
                        own AS (
                          SELECT 'pg_class'::regclass AS class, oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM home)
                          UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM home)
                          UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (SELECT oid FROM home)
                          UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace IN (SELECT oid FROM home)
                          UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace IN (SELECT oid FROM home)
                          UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace IN (SELECT oid FROM home)
                          UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE connamespace IN (SELECT oid FROM home)),
                        dependent AS (
                          SELECT d.classid, d.objid, d.objsubid,
                                 coalesce(w.ev_class, t.tgrelid, nullif(k.conrelid, 0), a.adrelid, p.polrelid) AS relation
                          FROM pg_depend d JOIN own ON (d.refclassid, d.refobjid) = (own.class, own.oid)
                            LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
                            LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
                            LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
                            LEFT JOIN pg_attrdef a ON d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
                            LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
                          WHERE d.classid <> 'pg_publication_rel'::regclass)
                        SELECT CASE WHEN classid = 'pg_rewrite'::regclass
                                    THEN (pg_identify_object('pg_class'::regclass, relation, 0)).type || ' ' || relation::regclass
                                    ELSE i.type || ' ' || i.identity END
                        FROM dependent d CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) i
                          LEFT JOIN pg_class r ON r.oid = d.relation
                        WHERE CASE WHEN r.oid IS NULL
                                   THEN NOT coalesce(i.schema IN (SELECT name FROM home_names) OR quote_ident(i.schema) IN (SELECT name FROM home_names), false)
                                   ELSE r.relnamespace NOT IN (SELECT oid FROM home) END
                        """,
                        row -> row.getString(1),
                        List.of(schema.value()))
                .stream()
                .sorted()
                .toList();
    }
}
