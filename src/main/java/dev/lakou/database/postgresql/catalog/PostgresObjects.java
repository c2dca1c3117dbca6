package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import dev.lakou.plan.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The things in a schema that do not belong to its owner, one by one: {@code REASSIGN OWNED} would take more. */
public final class PostgresObjects {
    /**
     * Every kind that has an owner, but those that follow another (a serial's sequence, an index) or an extension.
     * {@code wish} says where to look ({@code home}), who should own it ({@code heir}), whether {@code everything} there
     * is taken over, and whether the schema is {@code ours} already. The server writes kind and name, ready for ALTER.
     */
    private static final String EACH =
            """
             FROM wish JOIN (
              SELECT d.asker, d.home, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
                                    WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                     format('%I.%I', home, c.relname) AS ident, c.relowner AS owner, 'pg_class'::regclass AS class, c.oid AS oid
              FROM member d JOIN pg_class c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                OR c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                                   AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
              UNION ALL SELECT d.asker, d.home, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
                     p.oid::regprocedure::text, p.proowner, 'pg_proc'::regclass, p.oid
              FROM member d JOIN pg_proc p ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass
              UNION ALL SELECT d.asker, d.home, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, format('%I.%I', home, t.typname), t.typowner,
                     'pg_type'::regclass, t.oid
              FROM member d JOIN pg_type t ON t.oid = d.objid AND d.classid = 'pg_type'::regclass
              WHERE (t.typtype IN ('e', 'd', 'r', 'b') AND t.typelem = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'i')
              UNION ALL SELECT d.asker, d.home, 'STATISTICS', format('%I.%I', home, s.stxname), s.stxowner, 'pg_statistic_ext'::regclass, s.oid
              FROM member d JOIN pg_statistic_ext s ON s.oid = d.objid AND d.classid = 'pg_statistic_ext'::regclass
              UNION ALL SELECT d.asker, d.home, 'COLLATION', format('%I.%I', home, l.collname), l.collowner, 'pg_collation'::regclass, l.oid
              FROM member d JOIN pg_collation l ON l.oid = d.objid AND d.classid = 'pg_collation'::regclass
              UNION ALL SELECT d.asker, d.home, 'CONVERSION', format('%I.%I', home, v.conname), v.conowner, 'pg_conversion'::regclass, v.oid
              FROM member d JOIN pg_conversion v ON v.oid = d.objid AND d.classid = 'pg_conversion'::regclass
              UNION ALL SELECT d.asker, d.home, 'OPERATOR', o.oid::regoperator::text, o.oprowner, 'pg_operator'::regclass, o.oid
              FROM member d JOIN pg_operator o ON o.oid = d.objid AND d.classid = 'pg_operator'::regclass
              UNION ALL SELECT d.asker, d.home, 'OPERATOR CLASS', format('%I.%I USING %I', home, k.opcname, a.amname), k.opcowner, 'pg_opclass'::regclass, k.oid
              FROM member d JOIN pg_opclass k ON k.oid = d.objid AND d.classid = 'pg_opclass'::regclass JOIN pg_am a ON a.oid = k.opcmethod
              UNION ALL SELECT d.asker, d.home, 'OPERATOR FAMILY', format('%I.%I USING %I', home, f.opfname, a.amname), f.opfowner, 'pg_opfamily'::regclass, f.oid
              FROM member d JOIN pg_opfamily f ON f.oid = d.objid AND d.classid = 'pg_opfamily'::regclass JOIN pg_am a ON a.oid = f.opfmethod
              UNION ALL SELECT d.asker, d.home, 'TEXT SEARCH CONFIGURATION', format('%I.%I', home, g.cfgname), g.cfgowner, 'pg_ts_config'::regclass, g.oid
              FROM member d JOIN pg_ts_config g ON g.oid = d.objid AND d.classid = 'pg_ts_config'::regclass
              UNION ALL SELECT d.asker, d.home, 'TEXT SEARCH DICTIONARY', format('%I.%I', home, i.dictname), i.dictowner, 'pg_ts_dict'::regclass, i.oid
              FROM member d JOIN pg_ts_dict i ON i.oid = d.objid AND d.classid = 'pg_ts_dict'::regclass
            ) q USING (asker, home) WHERE pg_get_userbyid(q.owner) <> heir
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = q.class AND d.objid = q.oid AND d.deptype = 'e')
            """;

    /** What lies there, by index: no catalog has one by schema, but each thing in a schema depends on it. */
    private static final String MEMBER =
            """
            member AS MATERIALIZED (SELECT asker, home, d.classid, d.objid FROM wish, pg_depend d
                                    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace(quote_ident(home)))
            """;

    private static final String WISH =
            """
            , wish AS (SELECT asker, home, heir, everything,
                              coalesce(obj_description(to_regnamespace(quote_ident(home)), 'pg_namespace') = marker, false) AS ours
                       FROM scope, jsonb_to_recordset(homes) AS h (home text, marker text)),
            """
                    + MEMBER;

    /** What members of the heir made, what is taken over, and in a schema of ours whatever may be given away. */
    private static final String MENDED =
            """
             (everything OR q.owner IN (SELECT m.member FROM pg_auth_members m WHERE pg_get_userbyid(m.roleid) = heir)
              OR ours AND (
                (SELECT s.rolsuper FROM pg_roles s WHERE s.rolname = session_user)
                OR EXISTS (SELECT FROM pg_roles a, pg_roles o WHERE a.rolname = 'lakou_admin' AND o.oid = q.owner AND NOT o.rolsuper
                           AND (pg_has_role(a.oid, o.oid, 'USAGE') OR pg_has_role(a.oid, o.oid, 'MEMBER WITH ADMIN OPTION')
                                OR a.rolcreaterole AND current_setting('server_version_num')::int < 160000))))
            """;

    private static final String STRAYS =
            "SELECT kind, ident, pg_get_userbyid(owner) AS owner, heir, asker" + EACH + " AND " + MENDED;

    /**
     * Names reach the block as settings: nothing in them can end it. What is granted for it is revoked again; a
     * superuser acts as itself, and needs no grants.
     */
    private static final String REOWN = "DO $lakou$ DECLARE stray record; maker text; joined text[] := '{}'; BEGIN "
            + "IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN SET LOCAL ROLE NONE; END IF; "
            + "FOR stray IN WITH wish AS (SELECT 0 AS asker, current_setting('lakou.home') AS home, current_setting('lakou.heir') AS heir,"
            + " current_setting('lakou.everything')::boolean AS everything, true AS ours), "
            + MEMBER
            + STRAYS
            + """
             LOOP
              IF NOT pg_has_role(current_user, stray.owner, 'USAGE') THEN
                EXECUTE format('GRANT %I TO CURRENT_USER', stray.owner);
                joined := joined || stray.owner::text;
              END IF;
              EXECUTE format('ALTER %s %s OWNER TO %I', stray.kind, stray.ident, current_setting('lakou.heir'));
            END LOOP;
            FOREACH maker IN ARRAY joined LOOP EXECUTE format('REVOKE %I FROM CURRENT_USER', maker); END LOOP; END $lakou$;
            """
            + PostgresAuthority.ACT;

    private PostgresObjects() {}

    /**
     * Those that are mended, and those in a schema of ours that may not be.
     *
     * @param row is given kind, name, owner, the statement that gives it to the heir, and whether it is mended
     */
    static <V> Answers<V> ask(CatalogMessage.Section section, CatalogRow<V> row) {
        return section.ask(
                WISH
                        + "SELECT kind, ident, owner, format('ALTER %s %s OWNER TO %I;', kind, ident, heir), mended, asker FROM ("
                        + "SELECT kind, ident, pg_get_userbyid(owner) AS owner, heir, ours, " + MENDED
                        + " AS mended, asker"
                        + EACH + ") s WHERE mended OR ours",
                row);
    }

    /** Who owns strays, or the schemas themselves. */
    public static Set<String> owners(Connection connection, State desired) throws SQLException {
        return read(
                connection,
                desired,
                "SELECT owner, asker FROM (" + STRAYS
                        + ") s UNION SELECT pg_get_userbyid(nspowner), asker FROM pg_namespace, wish WHERE nspname = home",
                row -> row.getString(1));
    }

    /** What only a superuser can give away, as the statements that do so; empty where the session's user is one. */
    public static Set<String> ofSuperusers(Connection connection, State desired) throws SQLException {
        return read(
                connection,
                desired,
                "SELECT format('ALTER %s %s OWNER TO lakou_admin;', s.kind, s.ident), s.asker FROM (" + STRAYS
                        + """
                        UNION ALL SELECT 'SCHEMA', quote_ident(nspname), pg_get_userbyid(nspowner), heir, asker FROM pg_namespace, wish WHERE nspname = home
                        ) s JOIN pg_roles r ON r.rolname = s.owner
                        WHERE r.rolsuper AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)
                        """,
                row -> row.getString(1));
    }

    /** What belongs to services of their own, but for these roles, and how a DBA can take it from them. */
    public static Set<Shortcoming> ofServices(Connection connection, State desired, Collection<String> own)
            throws SQLException {
        var found = read(
                connection,
                desired,
                "SELECT s.owner, s.kind, s.ident, s.asker FROM (" + STRAYS
                        + """
                        ) s JOIN pg_roles r ON r.rolname = s.owner WHERE shobj_description(r.oid, 'pg_authid') LIKE 'lakou:%/%'
                        """,
                row -> List.of(row.getString(1), row.getString(2), row.getString(3)));
        return found.stream()
                .filter(one -> !own.contains(one.get(0)))
                .map(one -> new Shortcoming(
                        "%s %s belongs to \"%s\", which is another resource's"
                                .formatted(one.get(1).toLowerCase(Locale.ROOT), one.get(2), one.get(0)),
                        "ALTER %s %s OWNER TO CURRENT_USER;".formatted(one.get(1), one.get(2))))
                .collect(Collectors.toSet());
    }

    /** Who stops owning what, in words; the service's own roles lose nothing by it. */
    public static Set<String> formerOwners(Connection connection, State desired) throws SQLException {
        var own =
                desired.roles().stream().map(Role::name).map(Identifier::value).collect(Collectors.toSet());
        return read(
                        connection,
                        desired,
                        "SELECT owner, string_agg(lower(kind) || ' ' || ident, ', ' ORDER BY kind, ident), asker FROM ("
                                + STRAYS + ") s GROUP BY owner, asker",
                        row -> List.of(row.getString(1), row.getString(2)))
                .stream()
                .filter(one -> !own.contains(one.get(0)))
                .map(one -> "\"%s\" no longer owns %s".formatted(one.get(0), one.get(1)))
                .collect(Collectors.toSet());
    }

    private static <V> Set<V> read(Connection connection, State desired, String query, CatalogRow<V> row)
            throws SQLException {
        var message = new CatalogMessage();
        var answers = message.about(CatalogScope.of(List.of(desired))).ask(WISH + query, row);
        message.send(connection);
        return answers.of(0);
    }

    /** Gives everything in the schemas to the owner, or what members of the owner made. */
    public static SqlText reown(Change.SetObjectOwner change) {
        var text = new SqlText(PostgresQuoting.INSTANCE);
        for (var schema : change.schemas()) {
            text.sql("SET LOCAL lakou.home TO ")
                    .literal(schema.value())
                    .sql("; SET LOCAL lakou.heir TO ")
                    .literal(change.owner().value())
                    .sql("; SET LOCAL lakou.everything TO ")
                    .sql(change.everybodys() ? "true" : "false")
                    .sql("; ")
                    .sql(REOWN);
        }
        return text;
    }
}
