package dev.lakou.database.postgresql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads who may do what, for the roles and schemas of one scope. What an owner may do anyway is no grant. */
final class PostgresRights {
    private final Connection connection;
    private final CatalogScope scope;

    PostgresRights(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    Set<Grant> onSchemas() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT g.rolname, a.privilege_type, n.nspname
                FROM pg_namespace n, aclexplode(n.nspacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
                WHERE n.nspname = ANY (?) AND a.grantee <> n.nspowner AND (a.grantee = 0 OR g.rolname = ANY (?))
                """,
                row -> new Grant(
                        grantee(row), Privilege.valueOf(row.getString(2)), new GrantTarget.OfSchema(name(row, 3))),
                scope.schemas(),
                scope.roles());
    }

    /**
     * Since 16 a membership may carry the right to pass it on and nothing else, as that of whoever made a role does;
     * to_jsonb reads the columns that older servers do not have.
     */
    Set<Grant> memberships() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT DISTINCT m.rolname, r.rolname
                FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
                WHERE r.rolname = ANY (?) AND (m.rolname = ANY (?) OR m.rolname = 'lakou_admin')
                  AND (r.rolname = ANY (?) OR m.rolname <> 'lakou_admin')
                  AND (coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, true)
                       OR coalesce((to_jsonb(a) ->> 'set_option')::boolean, true))
                """,
                row -> Grant.membership(name(row, 1), name(row, 2)),
                scope.groups(),
                scope.roles(),
                scope.roles());
    }

    /** Counts as granted where no table of the room's owner lacks it. */
    Set<Grant> onAllTables() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT g.rolname, n.nspname
                FROM pg_namespace n, pg_roles g
                WHERE n.nspname = ANY (?) AND g.rolname = ANY (?)
                  AND NOT EXISTS (
                      SELECT FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
                      WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND o.rolname = ANY (?)
                        AND NOT EXISTS (SELECT FROM aclexplode(c.relacl) a
                                        WHERE a.grantee = g.oid AND a.privilege_type = 'SELECT'))
                """,
                row -> Grant.to(name(row, 1), Privilege.SELECT, new GrantTarget.AllTables(name(row, 2))),
                scope.schemas(),
                scope.readers(),
                scope.roles());
    }

    Set<Grant> onFutureTables() throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT g.rolname, a.privilege_type, o.rolname, n.nspname
                FROM pg_default_acl d JOIN pg_roles o ON o.oid = d.defaclrole JOIN pg_namespace n ON n.oid = d.defaclnamespace,
                     aclexplode(d.defaclacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
                WHERE d.defaclobjtype = 'r' AND n.nspname = ANY (?) AND o.rolname = ANY (?)
                  AND (a.grantee = 0 OR g.rolname = ANY (?)) AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                """,
                row -> new Grant(
                        grantee(row),
                        Privilege.valueOf(row.getString(2)),
                        new GrantTarget.FutureTables(name(row, 3), name(row, 4))),
                scope.schemas(),
                scope.roles(),
                scope.roles());
    }

    /** PostgreSQL lets everybody execute new functions unless an entry says otherwise, of a role not yet made as well. */
    Set<Grant> onFutureFunctions() throws SQLException {
        var open = new HashSet<Grant>();
        for (var owner : owners()) {
            open.add(new Grant(Grantee.PUBLIC, Privilege.EXECUTE, new GrantTarget.FutureFunctions(owner)));
        }
        open.removeAll(CatalogRow.read(
                connection,
                """
                SELECT o.rolname FROM pg_default_acl d JOIN pg_roles o ON o.oid = d.defaclrole
                WHERE d.defaclobjtype = 'f' AND d.defaclnamespace = 0 AND o.rolname = ANY (?)
                  AND NOT EXISTS (SELECT FROM aclexplode(d.defaclacl) a WHERE a.grantee = 0)
                """,
                row -> new Grant(Grantee.PUBLIC, Privilege.EXECUTE, new GrantTarget.FutureFunctions(name(row, 1))),
                scope.roles()));
        return open;
    }

    private Set<Identifier> owners() {
        var owners = new HashSet<Identifier>();
        scope.schemas().forEach(schema -> owners.add(PostgresNames.owner(new Identifier(schema))));
        return owners;
    }

    private static Grantee grantee(ResultSet row) throws SQLException {
        return new Grantee(Optional.ofNullable(row.getString(1)).map(Identifier::new));
    }

    private static Identifier name(ResultSet row, int column) throws SQLException {
        return new Identifier(row.getString(column));
    }
}
