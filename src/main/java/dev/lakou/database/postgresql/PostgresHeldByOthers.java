package dev.lakou.database.postgresql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads which roles of other resources may do what in a schema, and in the further ones of its service. */
final class PostgresHeldByOthers {
    private PostgresHeldByOthers() {}

    /** Who reads everything is a member of the readers; who may write everything has default privileges. */
    static List<HeldGrant> of(Connection connection, Identifier schema, Marker owner) throws SQLException {
        return CatalogRow.read(
                        connection,
                        """
                        WITH home AS (SELECT oid, nspname, nspacl FROM pg_namespace WHERE oid IN (
                                        SELECT objoid FROM pg_description WHERE classoid = 'pg_namespace'::regclass AND description = ANY (?))),
                        relations AS (SELECT home.nspname, c.oid, c.relname, c.relkind, c.relacl
                                      FROM home, LATERAL %s JOIN pg_class c ON c.oid = d.objid),
                        held AS (
                          SELECT 'role' AS kind, a.member AS role, home.nspname AS home, r.rolname AS name, NULL::name AS attribute, 'MEMBER' AS privilege
                          FROM home, pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid
                          WHERE home.nspname = ANY (?) AND r.rolname = ANY (?)
                          UNION SELECT 'schema', a.grantee, home.nspname, NULL, NULL, a.privilege_type FROM home, aclexplode(home.nspacl) a
                          UNION SELECT 'future', a.grantee, home.nspname, o.rolname, NULL, a.privilege_type
                          FROM pg_default_acl f JOIN home ON home.oid = f.defaclnamespace JOIN pg_roles o ON o.oid = f.defaclrole,
                               aclexplode(f.defaclacl) a WHERE f.defaclobjtype = 'r'
                          UNION SELECT 'table', a.grantee, c.nspname, c.relname, NULL, a.privilege_type
                          FROM relations c, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                          UNION SELECT 'table', a.grantee, c.nspname, c.relname, t.attname, a.privilege_type
                          FROM relations c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a)
                        SELECT held.home, shobj_description(held.role, 'pg_authid'), pg_get_userbyid(held.role),
                               held.kind, held.name, held.attribute, held.privilege
                        FROM held WHERE shobj_description(held.role, 'pg_authid') LIKE 'lakou:%%/%%'
                        """
                                .formatted(SchemaMembers.of("pg_class", "home.oid")),
                        row -> held(row, owner),
                        List.of(owner.toString(), Marker.adopted(owner.toString())),
                        List.of(schema.value()),
                        List.of(
                                PostgresNames.readers(schema).value(),
                                PostgresNames.writers(schema).value(),
                                PostgresNames.owner(schema).value()))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<HeldGrant> held(ResultSet row, Marker owner) throws SQLException {
        var holder = Marker.parse(Objects.toString(row.getString(2), ""));
        if (holder.isEmpty() || holder.get().equals(owner)) {
            return Optional.empty();
        }
        var schema = new Identifier(row.getString(1));
        var grant =
                Grant.to(new Identifier(row.getString(3)), Privilege.valueOf(row.getString(7)), target(row, schema));
        return Optional.of(new HeldGrant(holder.get(), schema, grant));
    }

    private static GrantTarget target(ResultSet row, Identifier schema) throws SQLException {
        var columns = Optional.ofNullable(row.getString(6)).map(Identifier::new).stream()
                .toList();
        return switch (row.getString(4)) {
            case "role" -> new GrantTarget.OfRole(new Identifier(row.getString(5)));
            case "future" -> new GrantTarget.FutureOf(ObjectKind.TABLES, new Identifier(row.getString(5)), schema);
            case "table" -> new GrantTarget.OfTable(schema, new Identifier(row.getString(5)), columns);
            default -> new GrantTarget.OfSchema(schema);
        };
    }
}
