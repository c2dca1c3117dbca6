package dev.lakou.database.postgresql;

import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is granted on the schemas of one scope, and on its roles. What an owner may do anyway is no grant.
 * {@link PostgresHeldGrants} reads what its roles hold, wherever that is.
 */
final class PostgresRights {
    /** A role that nobody of Lakou's is: its rights belong to no resource that would look after them. */
    private static final String STRANGER =
            "coalesce(shobj_description(%1$s.oid, 'pg_authid'), '') NOT LIKE 'lakou:%%' AND NOT %1$s.rolsuper";

    private static final Map<ObjectKind, String> EACH_OF = Map.of(
            ObjectKind.TABLES,
            relations("'r', 'p', 'v', 'm', 'f'"),
            ObjectKind.SEQUENCES,
            relations("'S'"),
            ObjectKind.FUNCTIONS,
            "SELECT p.proowner AS owner, p.proacl AS acl FROM %s JOIN pg_proc p ON p.oid = d.objid"
                    .formatted(SchemaMembers.of("pg_proc", "n.oid")));

    private final Connection connection;
    private final CatalogScope scope;
    private final Strangers strangers;

    /** Where the platform only wants strangers told, theirs are no rights that a service would have to end. */
    PostgresRights(Connection connection, CatalogScope scope, Strangers strangers) {
        this.connection = connection;
        this.scope = scope;
        this.strangers = strangers;
    }

    /** What everybody and strangers may do in the schemas. */
    Set<Grant> ofOthersOnSchemas() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT g.rolname, a.privilege_type, n.nspname
                FROM pg_namespace n, aclexplode(n.nspacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
                WHERE n.nspname = ANY (?) AND a.grantee <> n.nspowner AND (a.grantee = 0 OR %s)
                """
                        .formatted(stranger("g")),
                row -> new Grant(
                        grantee(row), Privilege.valueOf(row.getString(2)), new GrantTarget.OfSchema(name(row, 3))),
                scope.schemas());
    }

    /** What everybody and strangers will be able to do with what is made in the schemas. */
    Set<Grant> ofOthersInFuture() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT g.rolname, a.privilege_type, o.rolname, n.nspname, d.defaclobjtype
                FROM pg_default_acl d JOIN pg_roles o ON o.oid = d.defaclrole JOIN pg_namespace n ON n.oid = d.defaclnamespace,
                     aclexplode(d.defaclacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
                WHERE d.defaclobjtype IN ('r', 'S', 'f') AND n.nspname = ANY (?)
                  AND d.defaclrole = ANY (ARRAY(SELECT oid FROM pg_roles WHERE rolname = ANY (?)))
                  AND (a.grantee = 0 OR %s)
                """
                        .formatted(stranger("g")),
                row -> new Grant(
                        grantee(row),
                        Privilege.valueOf(row.getString(2)),
                        new GrantTarget.FutureOf(
                                PostgresHeldGrants.kind(row.getString(5)), name(row, 3), name(row, 4))),
                scope.schemas(),
                scope.roles());
    }

    /**
     * Of the service's roles: in which others they are, and who is in them. A role by which nobody can come in holds
     * nothing outside of Lakou. Since 16 a membership may carry the right to pass it on and nothing else, as that of
     * whoever made a role does; to_jsonb reads the columns that older servers do not have.
     */
    Set<Grant> memberships() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                WITH touching AS (
                    SELECT a.roleid, a.member, to_jsonb(a) AS options FROM pg_auth_members a
                    WHERE a.member = ANY (ARRAY(SELECT oid FROM pg_roles WHERE rolname = ANY (?)))
                    UNION SELECT a.roleid, a.member, to_jsonb(a) FROM pg_auth_members a
                    WHERE a.roleid = ANY (ARRAY(SELECT oid FROM pg_roles WHERE rolname = ANY (?))))
                SELECT DISTINCT m.rolname, r.rolname
                FROM touching a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
                WHERE (m.rolname = ANY (?) AND (r.rolname = ANY (?) OR shobj_description(r.oid, 'pg_authid') LIKE 'lakou:%%'
                         OR m.rolcanlogin OR EXISTS (SELECT FROM pg_auth_members i JOIN pg_roles l ON l.oid = i.member
                                                     WHERE i.roleid = m.oid AND l.rolcanlogin))
                       OR r.rolname = ANY (?) AND (m.rolname = 'lakou_admin' AND r.rolname = ANY (?) OR m.rolname = ANY (?)
                                                   OR m.rolname <> session_user AND %s))
                  AND (coalesce((options ->> 'inherit_option')::boolean, true)
                       OR coalesce((options ->> 'set_option')::boolean, true))
                """
                        .formatted(stranger("m")),
                row -> Grant.membership(name(row, 1), name(row, 2)),
                scope.roles(),
                scope.roles(),
                scope.roles(),
                scope.groups(),
                scope.roles(),
                scope.groups(),
                scope.guests());
    }

    /** Counts as granted where nothing of the schema's owner lacks it. */
    Set<Grant> onWholes() throws SQLException {
        var grants = new HashSet<Grant>();
        for (var kind : ObjectKind.values()) {
            grants.addAll(CatalogRow.read(
                    connection,
                    """
                    SELECT w.grantee, w.privilege, w.owner, w.home
                    FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS w (grantee, privilege, home, owner)
                      JOIN pg_roles g ON g.rolname = w.grantee JOIN pg_namespace n ON n.nspname = w.home
                    WHERE NOT EXISTS (
                        SELECT FROM LATERAL (%s) e JOIN pg_roles o ON o.oid = e.owner
                        WHERE o.rolname = w.owner
                          AND NOT EXISTS (SELECT FROM aclexplode(e.acl) a
                                          WHERE a.grantee = g.oid AND a.privilege_type = w.privilege)
                        OFFSET 0)
                    """
                            .formatted(EACH_OF.get(kind)),
                    row -> new Grant(
                            grantee(row),
                            Privilege.valueOf(row.getString(2)),
                            new GrantTarget.AllOf(kind, name(row, 3), name(row, 4))),
                    scope.wholes(kind, Grant::grantee),
                    scope.wholes(kind, Grant::privilege),
                    scope.wholes(kind, grant -> CatalogScope.whole(grant).schema()),
                    scope.wholes(kind, grant -> CatalogScope.whole(grant).owner())));
        }
        return grants;
    }

    /** PostgreSQL lets everybody execute new functions unless an entry says otherwise, of a role not yet made as well. */
    Set<Grant> onFutureFunctions() throws SQLException {
        var open = new HashSet<>(onFutureFunctionsByDefault(scope));
        open.removeAll(CatalogRow.read(
                connection,
                """
                SELECT o.rolname FROM pg_default_acl d JOIN pg_roles o ON o.oid = d.defaclrole
                WHERE d.defaclobjtype = 'f' AND d.defaclnamespace = 0
                  AND d.defaclrole = ANY (ARRAY(SELECT oid FROM pg_roles WHERE rolname = ANY (?)))
                  AND NOT EXISTS (SELECT FROM aclexplode(d.defaclacl) a WHERE a.grantee = 0)
                """,
                row -> new Grant(Grantee.PUBLIC, Privilege.EXECUTE, new GrantTarget.FutureFunctions(name(row, 1))),
                scope.roles()));
        return open;
    }

    static Set<Grant> onFutureFunctionsByDefault(CatalogScope scope) {
        return scope.owner().stream()
                .map(owner -> new Grant(Grantee.PUBLIC, Privilege.EXECUTE, new GrantTarget.FutureFunctions(owner)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String relations(String kinds) {
        return "SELECT c.relowner AS owner, c.relacl AS acl FROM %s JOIN pg_class c ON c.oid = d.objid AND c.relkind IN (%s)"
                .formatted(SchemaMembers.of("pg_class", "n.oid"), kinds);
    }

    private String stranger(String alias) {
        return strangers == Strangers.REPORT ? "false" : STRANGER.formatted(alias);
    }

    private static Grantee grantee(ResultSet row) throws SQLException {
        return new Grantee(Optional.ofNullable(row.getString(1)).map(Identifier::new));
    }

    private static Identifier name(ResultSet row, int column) throws SQLException {
        return new Identifier(row.getString(column));
    }
}
