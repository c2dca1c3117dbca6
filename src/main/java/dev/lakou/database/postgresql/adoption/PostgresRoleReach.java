package dev.lakou.database.postgresql.adoption;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import dev.lakou.plan.AdoptionCandidates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What roles that others made reach beyond the schema of the service: whoever takes one over would reach it too. The
 * rights on other services that Lakou once gave a role end with the takeover, and are no finding.
 */
final class PostgresRoleReach {
    private static final Set<RoleAttribute> POWERS = EnumSet.of(
            RoleAttribute.SUPERUSER,
            RoleAttribute.CREATEDB,
            RoleAttribute.CREATEROLE,
            RoleAttribute.REPLICATION,
            RoleAttribute.BYPASSRLS);

    private final Connection connection;
    private final AdoptionCandidates candidates;
    private final List<String> names;
    private final List<String> marked;
    private final List<String> homes;
    private final List<String> allowed;

    PostgresRoleReach(Connection connection, AdoptionCandidates candidates, State desired) {
        this.connection = connection;
        this.candidates = candidates;
        this.names = values(candidates.roles().stream().map(Role::name));
        this.marked = values(candidates.roles().stream()
                .filter(role ->
                        role.comment().filter(text -> text.startsWith("lakou:")).isPresent())
                .map(Role::name));
        this.homes = values(desired.schemas().stream().map(Schema::name));
        this.allowed = values(Stream.concat(
                desired.roles().stream().map(Role::name),
                desired.grants().stream()
                        .flatMap(grant -> grant.target() instanceof GrantTarget.OfRole group
                                ? Stream.of(group.role())
                                : Stream.empty())));
    }

    List<Shortcoming> attributes() {
        return candidates.roles().stream()
                .flatMap(role -> role.attributes().stream()
                        .filter(POWERS::contains)
                        .map(power -> new Shortcoming(
                                "role \"%s\" has %s".formatted(role.name(), power),
                                "ALTER ROLE %s NO%s;".formatted(quoted(role.name()), power))))
                .toList();
    }

    /** Since PostgreSQL 16, a membership can be taken back by who granted it alone. */
    Collection<Shortcoming> memberships() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT format('role "%s" is a member of "%s"', m.rolname, r.rolname),
                       format('REVOKE %I FROM %I', r.rolname, m.rolname) || coalesce(' GRANTED BY ' || quote_ident(g.rolname), '') || ';'
                FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
                  LEFT JOIN pg_roles g ON g.oid = a.grantor
                WHERE m.rolname = ANY (?) AND NOT r.rolname = ANY (?)
                  AND NOT (m.rolname = ANY (?) AND r.rolname <> 'lakou_admin' AND coalesce(shobj_description(r.oid, 'pg_authid'), '') LIKE 'lakou:%'
                           AND (g.rolname = 'lakou_admin' OR current_setting('server_version_num')::int < 160000))
                """,
                row -> new Shortcoming(row.getString(1), row.getString(2)),
                names,
                allowed,
                marked);
    }

    /**
     * What they own or may use in this database, but not in the service's schema, and what belongs to the whole server.
     * Everybody's services may connect and find the extensions in public: these two are let pass.
     */
    Collection<Shortcoming> elsewhere() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                WITH home AS (SELECT oid, oid::regnamespace::text AS ident FROM pg_namespace WHERE nspname = ANY (?)),
                held AS (
                  SELECT r.rolname, r.rolname = ANY (?) AS marked, d.deptype, d.classid, d.objid, i.type, i.schema, i.identity
                  FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass
                    CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) i
                  WHERE r.rolname = ANY (?) AND d.deptype IN ('o', 'a')
                    AND (d.dbid = 0 OR d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())))
                SELECT format('role "%s" %s %s %s', rolname, CASE deptype WHEN 'o' THEN 'owns' ELSE 'has rights on' END, type, identity),
                  CASE WHEN deptype = 'o' AND type = 'extension' THEN format('REASSIGN OWNED BY %I TO CURRENT_USER;', rolname)
                       WHEN deptype = 'o' THEN format('ALTER %s %s OWNER TO CURRENT_USER;', upper(type), identity)
                       WHEN type = 'default acl' THEN format('DROP OWNED BY %I;', rolname)
                       ELSE format('REVOKE ALL ON %s FROM %I;', CASE
                         WHEN classid = 'pg_class'::regclass THEN CASE type WHEN 'sequence' THEN 'SEQUENCE ' ELSE 'TABLE ' END || objid::regclass
                         WHEN classid = 'pg_proc'::regclass THEN 'ROUTINE ' || objid::regprocedure
                         WHEN classid = 'pg_type'::regclass THEN 'TYPE ' || objid::regtype
                         WHEN classid = 'pg_foreign_server'::regclass THEN 'FOREIGN SERVER ' || identity
                         WHEN type = 'parameter ACL' THEN 'PARAMETER ' || identity
                         ELSE replace(upper(type), '-', ' ') || ' ' || identity END, rolname) END
                FROM held h
                WHERE type IS NOT NULL
                  AND NOT coalesce(schema IN (SELECT ident FROM home) OR quote_ident(schema) IN (SELECT ident FROM home), false)
                  AND NOT (classid = 'pg_namespace'::regclass AND objid IN (SELECT oid FROM home))
                  AND NOT (classid = 'pg_default_acl'::regclass AND EXISTS (
                    SELECT FROM pg_default_acl f WHERE f.oid = objid
                      AND (f.defaclnamespace = 0 AND deptype = 'o' OR f.defaclnamespace IN (SELECT oid FROM home))))
                  AND NOT (deptype = 'o' AND classid = 'pg_class'::regclass AND EXISTS (
                    SELECT FROM pg_depend p WHERE p.classid = 'pg_class'::regclass AND p.objid = h.objid
                      AND p.refclassid = 'pg_class'::regclass AND p.deptype IN ('a', 'i')))
                  AND NOT (deptype = 'a' AND classid = 'pg_database'::regclass AND NOT EXISTS (
                    SELECT FROM pg_database b, aclexplode(b.datacl) a WHERE b.oid = objid AND pg_get_userbyid(a.grantee) = rolname
                      AND (b.datname <> current_database() OR a.is_grantable OR a.privilege_type = 'CREATE')))
                  AND NOT (deptype = 'a' AND classid = 'pg_namespace'::regclass AND objid = to_regnamespace('public') AND NOT EXISTS (
                    SELECT FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.oid = objid AND pg_get_userbyid(a.grantee) = rolname
                      AND (a.is_grantable OR a.privilege_type = 'CREATE')))
                  AND NOT (marked AND deptype = 'a' AND EXISTS (
                    SELECT FROM pg_namespace n LEFT JOIN pg_class c ON c.oid = h.objid AND h.classid = 'pg_class'::regclass AND c.relkind <> 'S'
                      LEFT JOIN pg_default_acl f ON f.oid = h.objid AND h.classid = 'pg_default_acl'::regclass
                    WHERE n.oid IN (c.relnamespace, f.defaclnamespace, CASE WHEN h.classid = 'pg_namespace'::regclass THEN h.objid END)
                      AND obj_description(n.oid, 'pg_namespace') LIKE 'lakou:%'))
                """,
                row -> new Shortcoming(row.getString(1), row.getString(2)),
                homes,
                marked,
                names);
    }

    /** Only their number can be seen from here. */
    Collection<Shortcoming> inOtherDatabases() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT format('role "%s" owns, or has rights on, %s things in database "%s"', r.rolname, count(DISTINCT (d.classid, d.objid)), b.datname),
                       format('in database %I: REASSIGN OWNED BY %I TO CURRENT_USER; DROP OWNED BY %2$I;', b.datname, r.rolname)
                FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass JOIN pg_database b ON b.oid = d.dbid
                WHERE r.rolname = ANY (?) AND d.deptype IN ('o', 'a') AND b.datname <> current_database()
                GROUP BY r.rolname, b.datname
                """,
                row -> new Shortcoming(row.getString(1), row.getString(2)),
                names);
    }

    private static List<String> values(Stream<Identifier> identifiers) {
        return identifiers.map(Identifier::value).distinct().collect(Collectors.toList());
    }

    private static String quoted(Identifier role) {
        return PostgresQuoting.INSTANCE.name(role);
    }
}
