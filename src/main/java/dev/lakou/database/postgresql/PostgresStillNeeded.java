package dev.lakou.database.postgresql;

import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What a DBA runs so that a role can be dropped which holds something that Lakou may not take from it (2BP01). */
final class PostgresStillNeeded {
    private PostgresStillNeeded() {}

    /** Each with the database to run it in; not what Lakou takes itself, and nothing that drops what lies in this one. */
    static List<String> statements(Connection connection, Identifier role) throws SQLException {
        return CatalogRow.read(
                        connection,
                        """
                        WITH held AS (
                          SELECT d.dbid, d.classid, d.objid, d.deptype, r.rolname FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
                          WHERE d.refclassid = 'pg_authid'::regclass AND r.rolname = (?::text[])[1]),
                        here AS (
                          SELECT h.rolname, n.nspowner AS owner, 'SCHEMA ' || quote_ident(n.nspname) AS thing
                          FROM held h JOIN pg_namespace n ON h.classid = 'pg_namespace'::regclass AND n.oid = h.objid
                          UNION SELECT h.rolname, c.relowner, CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass
                          FROM held h JOIN pg_class c ON h.classid = 'pg_class'::regclass AND c.oid = h.objid
                          UNION SELECT h.rolname, p.proowner, 'ROUTINE ' || p.oid::regprocedure
                          FROM held h JOIN pg_proc p ON h.classid = 'pg_proc'::regclass AND p.oid = h.objid
                          UNION SELECT h.rolname, l.lanowner, 'LANGUAGE ' || quote_ident(l.lanname)
                          FROM held h JOIN pg_language l ON h.classid = 'pg_language'::regclass AND l.oid = h.objid
                          UNION SELECT h.rolname, w.fdwowner, 'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)
                          FROM held h JOIN pg_foreign_data_wrapper w ON h.classid = 'pg_foreign_data_wrapper'::regclass AND w.oid = h.objid
                          UNION SELECT h.rolname, v.srvowner, 'FOREIGN SERVER ' || quote_ident(v.srvname)
                          FROM held h JOIN pg_foreign_server v ON h.classid = 'pg_foreign_server'::regclass AND v.oid = h.objid)
                        SELECT 0, format('in database "%s": REVOKE ALL ON %s FROM %I;', current_database(), here.thing, here.rolname)
                        FROM here WHERE NOT pg_has_role(session_user, here.owner, 'USAGE') AND NOT pg_has_role('lakou_admin', here.owner, 'USAGE')
                          AND here.owner <> (SELECT oid FROM pg_roles WHERE rolname = here.rolname)
                        UNION SELECT 1, 'anywhere: ' || CASE h.deptype
                                WHEN 'o' THEN format('ALTER DATABASE %I OWNER TO CURRENT_USER;', b.datname)
                                ELSE format('REVOKE ALL ON DATABASE %I FROM %I;', b.datname, h.rolname) END
                        FROM held h JOIN pg_database b ON h.classid = 'pg_database'::regclass AND b.oid = h.objid
                        WHERE h.deptype IN ('o', 'a') AND NOT pg_has_role(session_user, b.datdba, 'USAGE')
                        UNION SELECT 2, format('in database "%s": REASSIGN OWNED BY %I TO CURRENT_USER; DROP OWNED BY %2$I;', b.datname, h.rolname)
                        FROM held h JOIN pg_database b ON b.oid = h.dbid WHERE b.datname <> current_database()
                        """,
                        row -> Map.entry(row.getInt(1), row.getString(2)),
                        List.of(role.value()))
                .stream()
                .sorted(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
