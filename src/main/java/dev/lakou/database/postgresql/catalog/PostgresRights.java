package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is granted on the schemas of a scope, and on its roles. What an owner may do anyway is no grant.
 * {@link PostgresHeldGrants} has what its roles hold, wherever that is.
 */
public final class PostgresRights {
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

    private final CatalogMessage.Section section;
    private final Strangers strangers;
    private final List<Answers<Grant>> found;
    private final Answers<Identifier> closedFunctions;

    /** Where the platform only wants strangers told, theirs are no rights that a service would have to end. */
    PostgresRights(CatalogMessage message, PresentScopes scopes, Strangers strangers) {
        this.section = message.about(scopes.present());
        this.strangers = strangers;
        var occupied = message.about(scopes.occupied());
        var empty = message.about(scopes.empty());
        this.found = Stream.concat(
                        Stream.of(ofOthersOnSchemas(), ofOthersInFuture(), memberships(), onEmptyWholes(empty)),
                        Stream.of(ObjectKind.values()).map(kind -> onWholes(occupied, kind)))
                .toList();
        this.closedFunctions = closedFunctions();
    }

    Set<Grant> of(CatalogScope scope) {
        var grants = new HashSet<Grant>();
        found.forEach(one -> grants.addAll(one.of(scope.asker())));
        grants.addAll(onFutureFunctions(scope));
        return grants;
    }

    /** PostgreSQL lets everybody execute new functions unless an entry says otherwise, of a role not yet made as well. */
    private Set<Grant> onFutureFunctions(CatalogScope scope) {
        return Optional.ofNullable(scope.heir())
                .map(Identifier::new)
                .filter(owner -> !closedFunctions.of(scope.asker()).contains(owner))
                .map(owner ->
                        Set.of(new Grant(Grantee.PUBLIC, Privilege.EXECUTE, new GrantTarget.FutureFunctions(owner))))
                .orElse(Set.of());
    }

    /** What everybody and strangers may do in the schemas. */
    private Answers<Grant> ofOthersOnSchemas() {
        return section.ask(
                """
                SELECT g.rolname, a.privilege_type, n.nspname, n.asker
                FROM home n, aclexplode(n.nspacl) a LEFT JOIN LATERAL (SELECT * FROM pg_roles WHERE oid = a.grantee OFFSET 0) g ON true
                WHERE a.grantee <> n.nspowner AND (a.grantee = 0 OR %s)
                """
                        .formatted(stranger("g")),
                row -> new Grant(
                        grantee(row), Privilege.valueOf(row.getString(2)), new GrantTarget.OfSchema(name(row, 3))));
    }

    /** What everybody and strangers will be able to do with what is made in the schemas. */
    private Answers<Grant> ofOthersInFuture() {
        return section.ask(
                """
                SELECT g.rolname, a.privilege_type, o.rolname, n.nspname, d.defaclobjtype, o.asker
                FROM own o, LATERAL (SELECT * FROM pg_default_acl WHERE defaclrole = o.oid OFFSET 0) d
                  JOIN home n ON n.oid = d.defaclnamespace,
                  aclexplode(d.defaclacl) a LEFT JOIN LATERAL (SELECT * FROM pg_roles WHERE oid = a.grantee OFFSET 0) g ON true
                WHERE d.defaclobjtype IN ('r', 'S', 'f') AND n.asker = o.asker AND (a.grantee = 0 OR %s)
                """
                        .formatted(stranger("g")),
                row -> new Grant(
                        grantee(row),
                        Privilege.valueOf(row.getString(2)),
                        new GrantTarget.FutureOf(
                                PostgresHeldGrants.kind(row.getString(5)), name(row, 3), name(row, 4))));
    }

    /**
     * Of the service's roles: in which others they are, and who is in them. A role by which nobody can come in holds
     * nothing outside of Lakou. Since 16 a membership may carry the right to pass it on and nothing else, as that of
     * whoever made a role does; to_jsonb reads the columns that older servers do not have.
     */
    private Answers<Grant> memberships() {
        return section.ask(
                """
                , touching AS (
                    SELECT own.asker, a.* FROM own, LATERAL (
                      SELECT roleid, member, to_jsonb(p) AS options FROM pg_auth_members p WHERE p.member = own.oid OFFSET 0) a
                    UNION SELECT own.asker, a.* FROM own, LATERAL (
                      SELECT roleid, member, to_jsonb(p) AS options FROM pg_auth_members p WHERE p.roleid = own.oid OFFSET 0) a)
                SELECT DISTINCT m.rolname, r.rolname, s.asker
                FROM touching a JOIN scope s ON s.asker = a.asker, LATERAL (SELECT * FROM pg_roles WHERE oid = a.roleid OFFSET 0) r,
                  LATERAL (SELECT * FROM pg_roles WHERE oid = a.member OFFSET 0) m
                WHERE (m.rolname = ANY (s.roles) AND (r.rolname = ANY (s.roles) OR shobj_description(r.oid, 'pg_authid') LIKE 'lakou:%%'
                         OR m.rolcanlogin OR EXISTS (SELECT FROM pg_auth_members i JOIN pg_roles l ON l.oid = i.member
                                                     WHERE i.roleid = m.oid AND l.rolcanlogin OFFSET 0))
                       OR r.rolname = ANY (s.roles) AND (m.rolname = 'lakou_admin' AND r.rolname = ANY (s.groups) OR m.rolname = ANY (s.guests)
                                                         OR m.rolname <> session_user AND %s))
                  AND (coalesce((options ->> 'inherit_option')::boolean, true)
                       OR coalesce((options ->> 'set_option')::boolean, true))
                """
                        .formatted(stranger("m")),
                row -> Grant.membership(name(row, 1), name(row, 2)));
    }

    /** Where nothing lies, nothing lacks anything. */
    private static Answers<Grant> onEmptyWholes(CatalogMessage.Section section) {
        return onWholes(section, "");
    }

    /** Counts as granted where nothing of the schema's owner lacks it. */
    private static Answers<Grant> onWholes(CatalogMessage.Section section, ObjectKind kind) {
        return onWholes(
                section,
                """
                WHERE w.kind = '%s' AND NOT EXISTS (
                    SELECT FROM LATERAL (%s) e
                    WHERE e.owner = (SELECT oid FROM pg_roles WHERE rolname = w.owner)
                      AND NOT EXISTS (SELECT FROM aclexplode(e.acl) a
                                      WHERE a.grantee = g.oid AND a.privilege_type = w.privilege)
                    OFFSET 0)
                """
                        .formatted(kind.name(), EACH_OF.get(kind)));
    }

    private static Answers<Grant> onWholes(CatalogMessage.Section section, String condition) {
        return section.ask(
                """
                SELECT w.grantee, w.privilege, w.owner, w.home, w.kind, s.asker
                FROM scope s, jsonb_to_recordset(s.wholes) AS w (kind text, grantee text, privilege text, home text, owner text)
                  , LATERAL (SELECT oid FROM pg_namespace WHERE nspname = w.home OFFSET 0) n
                  , LATERAL (SELECT oid FROM pg_roles WHERE rolname = w.grantee OFFSET 0) g
                """
                        + condition,
                row -> new Grant(
                        grantee(row),
                        Privilege.valueOf(row.getString(2)),
                        new GrantTarget.AllOf(ObjectKind.valueOf(row.getString(5)), name(row, 3), name(row, 4))));
    }

    /** Those whose new functions only they may execute. */
    private Answers<Identifier> closedFunctions() {
        return section.ask(
                """
                SELECT own.rolname, own.asker FROM own, LATERAL (
                  SELECT defaclacl FROM pg_default_acl WHERE defaclrole = own.oid AND defaclnamespace = 0 AND defaclobjtype = 'f' OFFSET 0) d
                WHERE NOT EXISTS (SELECT FROM aclexplode(d.defaclacl) a WHERE a.grantee = 0)
                """,
                row -> name(row, 1));
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
