package dev.lakou.database.postgresql;

import dev.lakou.database.ObservedAccesses;
import dev.lakou.database.ObservedAccesses.Right;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObservedAccess;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads which roles of other resources may do what in a schema. */
final class PostgresObservedAccess {
    private PostgresObservedAccess() {}

    /** Who reads everything is a member of the readers; who may write everything has default privileges. */
    static List<ObservedAccess> of(Connection connection, Identifier schema) throws SQLException {
        var rights = CatalogRow.read(
                connection,
                """
                WITH home AS (SELECT oid, obj_description(oid, 'pg_namespace') AS marker FROM pg_namespace WHERE nspname = ANY (?)),
                held AS (
                  SELECT a.member AS role, NULL::name AS relation, NULL::name AS attribute, 'SELECT' AS privilege
                  FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid WHERE r.rolname = ANY (?)
                  UNION SELECT a.grantee, NULL, NULL, a.privilege_type
                  FROM pg_default_acl f JOIN home ON home.oid = f.defaclnamespace, aclexplode(f.defaclacl) a WHERE f.defaclobjtype = 'r'
                  UNION SELECT a.grantee, c.relname, NULL, a.privilege_type
                  FROM pg_class c JOIN home ON home.oid = c.relnamespace, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                  UNION SELECT a.grantee, c.relname, t.attname, a.privilege_type
                  FROM pg_class c JOIN home ON home.oid = c.relnamespace JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a)
                SELECT shobj_description(held.role, 'pg_authid'), held.relation, held.attribute, held.privilege FROM held, home
                WHERE shobj_description(held.role, 'pg_authid') LIKE 'lakou:%/%'
                  AND shobj_description(held.role, 'pg_authid') IS DISTINCT FROM home.marker
                """,
                PostgresObservedAccess::right,
                List.of(schema.value()),
                List.of(PostgresNames.readers(schema).value()));
        return ObservedAccesses.of(
                schema, rights.stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    private static Optional<Right> right(ResultSet row) throws SQLException {
        var table = Optional.ofNullable(row.getString(2)).map(Identifier::new);
        var column = Optional.ofNullable(row.getString(3)).map(Identifier::new);
        var privilege = Privilege.valueOf(row.getString(4));
        return Marker.parse(row.getString(1)).map(holder -> new Right(holder, table, column, privilege));
    }
}
