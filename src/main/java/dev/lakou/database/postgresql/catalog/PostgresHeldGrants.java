package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the roles of a scope hold on Lakou's schemas, their own and those of others. The server keeps a list of what each
 * role is mentioned in (pg_shdepend), so that nothing else is looked at.
 */
final class PostgresHeldGrants {
    private static final String MENTIONED =
            """
            FROM holder g JOIN scope s ON s.asker = g.asker, LATERAL (
                SELECT * FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = g.oid AND deptype = 'a'
                  AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) OFFSET 0) d
            """;

    /** Schemas that are not Lakou's are no matter of Lakou's. */
    private static final String IN_OURS =
            "(n.nspname = ANY (s.schemas) OR obj_description(n.oid, 'pg_namespace') LIKE 'lakou:%')";

    /** Nor is what others own there. */
    private static final String OURS =
            IN_OURS + " AND (o.rolname = ANY (s.roles) OR shobj_description(o.oid, 'pg_authid') LIKE 'lakou:%')";

    private final List<Answers<Grant>> found;

    PostgresHeldGrants(CatalogMessage message, PresentScopes scopes) {
        var all = message.about(scopes.present());
        var onTables = message.about(scopes.withRightsOnTables());
        this.found = List.of(onSchemas(all), onTables(onTables), onColumns(onTables), inFuture(all));
    }

    Set<Grant> of(int asker) {
        return found.stream().flatMap(one -> one.of(asker).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The kind that a default privilege is for. */
    static ObjectKind kind(String defaultAclType) {
        return switch (defaultAclType) {
            case "r" -> ObjectKind.TABLES;
            case "S" -> ObjectKind.SEQUENCES;
            case "f" -> ObjectKind.FUNCTIONS;
            default -> throw new IllegalArgumentException("The query asks for no other kind than r, S and f.");
        };
    }

    private static Answers<Grant> onSchemas(CatalogMessage.Section section) {
        return ask(
                section,
                "SELECT g.rolname, a.privilege_type, n.nspname, s.asker " + MENTIONED
                        + """
                        , LATERAL (SELECT * FROM pg_namespace WHERE d.classid = 'pg_namespace'::regclass AND oid = d.objid OFFSET 0) n
                        , aclexplode(n.nspacl) a
                        WHERE a.grantee = g.oid AND """
                        + IN_OURS,
                row -> new GrantTarget.OfSchema(name(row, 3)));
    }

    /** But those that belong to a desired grant on all tables. */
    private static Answers<Grant> onTables(CatalogMessage.Section section) {
        return ask(
                section,
                "SELECT g.rolname, a.privilege_type, n.nspname, c.relname, s.asker " + MENTIONED
                        + """
                        , LATERAL (SELECT * FROM pg_class WHERE d.classid = 'pg_class'::regclass AND d.objsubid = 0 AND oid = d.objid OFFSET 0) c
                        , LATERAL (SELECT oid, nspname FROM pg_namespace WHERE oid = c.relnamespace OFFSET 0) n
                        , LATERAL (SELECT oid, rolname FROM pg_roles WHERE oid = c.relowner OFFSET 0) o
                        , aclexplode(c.relacl) a
                        WHERE a.grantee = g.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND """
                        + OURS
                        + """
                         AND NOT EXISTS (SELECT FROM jsonb_to_recordset(s.wholes) AS w (kind text, grantee text, privilege text, home text)
                                         WHERE w.kind = 'TABLES' AND w.grantee = g.rolname AND w.privilege = a.privilege_type AND w.home = n.nspname)
                        """,
                row -> new GrantTarget.OfTable(name(row, 3), name(row, 4), List.of()));
    }

    private static Answers<Grant> onColumns(CatalogMessage.Section section) {
        return ask(
                section,
                "SELECT g.rolname, a.privilege_type, n.nspname, c.relname, array_agg(t.attname::text), s.asker "
                        + MENTIONED
                        + """
                        , LATERAL (SELECT * FROM pg_class WHERE d.classid = 'pg_class'::regclass AND d.objsubid > 0 AND oid = d.objid OFFSET 0) c
                        , LATERAL (SELECT oid, nspname FROM pg_namespace WHERE oid = c.relnamespace OFFSET 0) n
                        , LATERAL (SELECT oid, rolname FROM pg_roles WHERE oid = c.relowner OFFSET 0) o
                        , LATERAL (SELECT attname, attacl FROM pg_attribute WHERE attrelid = c.oid AND attnum = d.objsubid OFFSET 0) t
                        , aclexplode(t.attacl) a
                        WHERE a.grantee = g.oid AND """
                        + OURS + " GROUP BY 1, 2, 3, 4, 6",
                row -> new GrantTarget.OfTable(name(row, 3), name(row, 4), names(row.getArray(5))));
    }

    private static Answers<Grant> inFuture(CatalogMessage.Section section) {
        return ask(
                section,
                "SELECT g.rolname, a.privilege_type, n.nspname, o.rolname, f.defaclobjtype, s.asker " + MENTIONED
                        + """
                        , LATERAL (SELECT * FROM pg_default_acl WHERE d.classid = 'pg_default_acl'::regclass AND oid = d.objid OFFSET 0) f
                        , LATERAL (SELECT oid, nspname FROM pg_namespace WHERE oid = f.defaclnamespace OFFSET 0) n
                        , LATERAL (SELECT oid, rolname FROM pg_roles WHERE oid = f.defaclrole OFFSET 0) o
                        , aclexplode(f.defaclacl) a
                        WHERE f.defaclobjtype IN ('r', 'S', 'f') AND a.grantee = g.oid AND """
                        + OURS,
                row -> new GrantTarget.FutureOf(kind(row.getString(5)), name(row, 4), name(row, 3)));
    }

    private static Answers<Grant> ask(CatalogMessage.Section section, String query, CatalogRow<GrantTarget> target) {
        return section.ask(
                query,
                row -> new Grant(
                        new Grantee(Optional.of(name(row, 1))), Privilege.valueOf(row.getString(2)), target.read(row)));
    }

    private static List<Identifier> names(Array columns) throws SQLException {
        return Stream.of((String[]) columns.getArray()).map(Identifier::new).toList();
    }

    private static Identifier name(ResultSet row, int column) throws SQLException {
        return new Identifier(row.getString(column));
    }
}
