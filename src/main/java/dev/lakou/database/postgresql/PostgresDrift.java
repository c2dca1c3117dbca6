package dev.lakou.database.postgresql;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Shows cheaply whether, and then under which names, something changed that services are made of. Needs no privilege. */
final class PostgresDrift {
    private static final String RELATIONS =
            "c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relnamespace <> 'pg_catalog'::regnamespace";

    /** Few columns have rights of their own: the server's list of who is mentioned where leads to them. */
    private static final String COLUMNS =
            """
            pg_shdepend d WHERE d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND d.classid = 'pg_class'::regclass AND d.objsubid > 0
            """;

    /** No join, for which PostgreSQL would read all columns that there are. */
    private static final String COLUMN =
            """
            hashtext(concat(d.objid, d.objsubid, (
                SELECT t.attacl::text FROM pg_attribute t WHERE t.attrelid = d.objid AND t.attnum = d.objsubid)))
            """;

    private PostgresDrift() {}

    /** A row that is written anew gets another xmin; roles hide theirs, so they are read whole. */
    static String fingerprint(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        SELECT md5(concat_ws('|',
                          (SELECT sum(hashtext(r::text)) FROM pg_roles r WHERE r.rolname !~ '^pg_'),
                          (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_namespace),
                          (SELECT sum(hashtext(concat(roleid, member, grantor, xmin))) FROM pg_auth_members),
                          (SELECT sum(hashtext(concat(setrole, setdatabase, xmin))) FROM pg_db_role_setting),
                          (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_default_acl),
                          (SELECT sum(hashtext(concat(objoid, classoid, xmin))) FROM pg_shdescription),
                          (SELECT xmin FROM pg_database WHERE datname = current_database()),
                          (SELECT sum(hashtext(concat(c.relowner, c.relacl::text))) FROM pg_class c WHERE %s),
                          (SELECT sum(%s) FROM %s)))
                        """
                                .formatted(RELATIONS, COLUMN, COLUMNS))) {
            row.next();
            return row.getString(1);
        }
    }

    static Map<Identifier, String> digests(Connection connection) throws SQLException {
        var digests = new HashMap<Identifier, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SELECT r.rolname, md5(concat_ws('|', r::text, shobj_description(r.oid, 'pg_authid'),
                                                        s.settings, g.groups, m.members, d.defaults))
                        FROM pg_roles r
                          LEFT JOIN (SELECT setrole, sum(hashtext(concat(setdatabase, setconfig::text))) AS settings
                                     FROM pg_db_role_setting GROUP BY 1) s ON s.setrole = r.oid
                          LEFT JOIN (SELECT member, sum(hashtext(a::text)) AS groups FROM pg_auth_members a GROUP BY 1) g
                            ON g.member = r.oid
                          LEFT JOIN (SELECT roleid, sum(hashtext(a::text)) AS members FROM pg_auth_members a GROUP BY 1) m
                            ON m.roleid = r.oid
                          LEFT JOIN (SELECT defaclrole, sum(hashtext(a::text)) AS defaults FROM pg_default_acl a GROUP BY 1) d
                            ON d.defaclrole = r.oid
                        WHERE r.rolname !~ '^pg_'
                        UNION ALL
                        SELECT n.nspname, md5(concat_ws('|', n::text, obj_description(n.oid, 'pg_namespace'), r.relations, k.columns))
                        FROM pg_namespace n
                          LEFT JOIN (SELECT c.relnamespace, sum(hashtext(concat(c.oid, c.relowner, c.relacl::text))) AS relations
                                     FROM pg_class c WHERE %s GROUP BY 1) r ON r.relnamespace = n.oid
                          LEFT JOIN (SELECT (SELECT relnamespace FROM pg_class WHERE oid = d.objid) AS home, sum(%s) AS columns
                                     FROM %s GROUP BY 1) k ON k.home = n.oid
                        WHERE n.nspname !~ '^pg_'
                        """
                                .formatted(RELATIONS, COLUMN, COLUMNS))) {
            while (rows.next()) {
                digests.merge(new Identifier(rows.getString(1)), rows.getString(2), String::concat);
            }
        }
        return digests;
    }
}
