package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
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
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads which roles of other resources may do what in a schema, and in the further ones of its service. */
public final class PostgresHeldByOthers {
    private static final String MARKED =
            """
            , marked AS (SELECT m.asker, n.oid, n.nspname, n.nspacl FROM (SELECT asker, unnest(marked) AS name FROM scope) m,
                           LATERAL (SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname = m.name OFFSET 0) n)
            """;

    private static final String HELD =
            """
            SELECT held.home, shobj_description(held.role, 'pg_authid'), pg_get_userbyid(held.role),
                   held.kind, held.name, held.attribute, held.privilege, held.asker
            FROM held WHERE shobj_description(held.role, 'pg_authid') LIKE 'lakou:%/%'
            """;

    private static final String ON_WHOLES = MARKED
            + """
            , held AS (
              SELECT home.asker, 'role' AS kind, a.member AS role, home.nspname AS home, r.rolname AS name, NULL::name AS attribute, 'MEMBER' AS privilege
              FROM marked home JOIN scope s ON s.asker = home.asker, jsonb_to_recordset(s.keys) AS k (home text, name text)
                , LATERAL (SELECT oid, rolname FROM pg_roles WHERE rolname = k.name OFFSET 0) r
                , LATERAL (SELECT member FROM pg_auth_members WHERE roleid = r.oid OFFSET 0) a
              WHERE k.home = home.nspname
              UNION SELECT home.asker, 'schema', a.grantee, home.nspname, NULL, NULL, a.privilege_type FROM marked home, aclexplode(home.nspacl) a
              UNION SELECT home.asker, 'future', a.grantee, home.nspname, pg_get_userbyid(f.defaclrole), NULL, a.privilege_type
              FROM marked home, LATERAL %s, LATERAL (SELECT * FROM pg_default_acl WHERE oid = d.objid OFFSET 0) f,
                   aclexplode(f.defaclacl) a WHERE f.defaclobjtype = 'r')
            """
                    .formatted(SchemaMembers.of("pg_default_acl", "home.oid"))
            + HELD;

    private static final String ON_TABLES = MARKED
            + """
            , relations AS (SELECT home.asker, home.nspname, c.oid, c.relname, c.relkind, c.relacl
                          FROM marked home, LATERAL %s, LATERAL (SELECT * FROM pg_class WHERE oid = d.objid OFFSET 0) c),
            held AS (
              SELECT c.asker, 'table' AS kind, a.grantee AS role, c.nspname AS home, c.relname AS name, NULL::name AS attribute, a.privilege_type AS privilege
              FROM relations c, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
              UNION SELECT c.asker, 'table', a.grantee, c.nspname, c.relname, t.attname, a.privilege_type
              FROM relations c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a)
            """
                    .formatted(SchemaMembers.of("pg_class", "home.oid"))
            + HELD;

    private final Answers<Optional<HeldGrant>> onWholes;
    private final Answers<Optional<HeldGrant>> onTables;

    /** Who reads everything is a member of the readers; who may write everything has default privileges. */
    PostgresHeldByOthers(CatalogMessage message, PresentScopes scopes) {
        this.onWholes = message.about(scopes.present()).ask(ON_WHOLES, PostgresHeldByOthers::held);
        this.onTables = message.about(scopes.occupied()).ask(ON_TABLES, PostgresHeldByOthers::held);
    }

    /** One whose rights are asked for by the schema and the owner of which. */
    public record Home(Identifier schema, Marker owner) {}

    public static List<List<HeldGrant>> of(Connection connection, List<Home> homes) throws SQLException {
        var scopes = IntStream.range(0, homes.size())
                .mapToObj(place -> CatalogScope.ofOwner(
                        place, homes.get(place).schema(), homes.get(place).owner()))
                .toList();
        var message = new CatalogMessage();
        var found = new PostgresHeldByOthers(message, PostgresPresence.of(connection, scopes));
        message.send(connection);
        return IntStream.range(0, homes.size())
                .mapToObj(
                        place -> found.of(place, Set.of(homes.get(place).owner().toString())))
                .toList();
    }

    /** @param owners the markers of those who own the schemas: what they hold is not others' */
    public List<HeldGrant> of(int asker, Set<String> owners) {
        return Stream.concat(onWholes.of(asker).stream(), onTables.of(asker).stream())
                .flatMap(Optional::stream)
                .filter(one -> !owners.contains(one.holder().toString()))
                .toList();
    }

    private static Optional<HeldGrant> held(ResultSet row) throws SQLException {
        var holder = Marker.parse(Objects.toString(row.getString(2), ""));
        if (holder.isEmpty()) {
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
