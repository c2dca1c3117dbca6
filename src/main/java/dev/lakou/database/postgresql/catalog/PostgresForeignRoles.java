package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles that somebody made without Lakou, as those who are let into a schema, or are in it already. */
public final class PostgresForeignRoles {
    private PostgresForeignRoles() {}

    public static Map<Grantee, ForeignRole> of(Connection connection, Set<Grantee> roles) throws SQLException {
        var found = new HashMap<Grantee, ForeignRole>();
        roles.forEach(role -> found.put(role, ForeignRole.MISSING));
        var rows = CatalogRow.read(
                connection,
                """
                SELECT rolname, CASE WHEN shobj_description(oid, 'pg_authid') LIKE 'lakou:%' OR rolname ~ '^(pg|lakou)_' THEN 'LAKOUS'
                                     WHEN rolsuper OR rolname = session_user THEN 'ADMINISTRATOR'
                                     WHEN NOT rolinherit THEN 'WITHOUT_INHERITANCE' ELSE 'SHAREABLE' END
                FROM pg_roles WHERE rolname = ANY (?)
                """,
                row -> Map.entry(Grantee.of(new Identifier(row.getString(1))), ForeignRole.valueOf(row.getString(2))),
                roles.stream()
                        .flatMap(role -> role.role().stream())
                        .map(Identifier::value)
                        .collect(Collectors.toSet()));
        rows.forEach(row -> found.put(row.getKey(), row.getValue()));
        return found;
    }

    public static Set<Identifier> on(Connection connection, Collection<Identifier> schemas) throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT g.rolname FROM pg_namespace n, aclexplode(n.nspacl) a JOIN pg_roles g ON g.oid = a.grantee
                WHERE n.nspname = ANY (?) AND a.grantee <> n.nspowner AND NOT g.rolsuper
                  AND coalesce(shobj_description(g.oid, 'pg_authid'), '') NOT LIKE 'lakou:%'
                """,
                row -> new Identifier(row.getString(1)),
                schemas.stream().map(Identifier::value).toList());
    }
}
