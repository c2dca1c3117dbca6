package dev.lakou.database.postgresql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what the roles of one scope hold on Lakou's schemas, their own and those of others. The server keeps a list of
 * what each role is mentioned in (pg_shdepend), so that nothing else is looked at.
 */
final class PostgresHeldGrants {
    private static final String MENTIONED =
            """
            FROM (SELECT * FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND deptype = 'a'
                    AND refobjid = ANY (ARRAY(SELECT oid FROM pg_roles WHERE rolname = ANY (?)))
                    AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) OFFSET 0) d JOIN pg_roles g ON g.oid = d.refobjid
            """;

    /** Schemas that are not Lakou's are no matter of Lakou's. */
    private static final String IN_OURS =
            "(n.nspname = ANY (?) OR obj_description(n.oid, 'pg_namespace') LIKE 'lakou:%')";

    /** Nor is what others own there. */
    private static final String OURS =
            IN_OURS + " AND (o.rolname = ANY (?) OR shobj_description(o.oid, 'pg_authid') LIKE 'lakou:%')";

    private final Connection connection;
    private final CatalogScope scope;

    PostgresHeldGrants(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    Set<Grant> all() throws SQLException {
        var grants = new HashSet<Grant>();
        grants.addAll(onSchemas());
        grants.addAll(onTables());
        grants.addAll(onColumns());
        grants.addAll(inFuture());
        return grants;
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

    private Set<Grant> onSchemas() throws SQLException {
        return read(
                "SELECT g.rolname, a.privilege_type, n.nspname " + MENTIONED
                        + """
                        JOIN pg_namespace n ON n.oid = d.objid AND d.classid = 'pg_namespace'::regclass, aclexplode(n.nspacl) a
                        WHERE a.grantee = g.oid AND """
                        + IN_OURS,
                row -> new GrantTarget.OfSchema(name(row, 3)),
                scope.holders(),
                scope.schemas());
    }

    /** But those that belong to a desired grant on all tables. */
    private Set<Grant> onTables() throws SQLException {
        return read(
                "SELECT g.rolname, a.privilege_type, n.nspname, c.relname " + MENTIONED
                        + """
                        AND d.objsubid = 0 JOIN pg_class c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
                          JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner, aclexplode(c.relacl) a
                        WHERE a.grantee = g.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND """
                        + OURS
                        + " AND NOT concat_ws(E'\\n', g.rolname, a.privilege_type, n.nspname) = ANY (?)",
                row -> new GrantTarget.OfTable(name(row, 3), name(row, 4), List.of()),
                scope.holders(),
                scope.schemas(),
                scope.roles(),
                scope.wholes(
                        ObjectKind.TABLES,
                        grant -> grant.grantee() + "\n" + grant.privilege() + "\n"
                                + CatalogScope.whole(grant).schema()));
    }

    private Set<Grant> onColumns() throws SQLException {
        return read(
                "SELECT g.rolname, a.privilege_type, n.nspname, c.relname, array_agg(t.attname::text) " + MENTIONED
                        + """
                        AND d.objsubid > 0 JOIN pg_class c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
                          JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
                          JOIN pg_attribute t ON t.attrelid = c.oid AND t.attnum = d.objsubid, aclexplode(t.attacl) a
                        WHERE a.grantee = g.oid AND """
                        + OURS + " GROUP BY 1, 2, 3, 4",
                row -> new GrantTarget.OfTable(name(row, 3), name(row, 4), names(row.getArray(5))),
                scope.holders(),
                scope.schemas(),
                scope.roles());
    }

    private Set<Grant> inFuture() throws SQLException {
        return read(
                "SELECT g.rolname, a.privilege_type, n.nspname, o.rolname, f.defaclobjtype " + MENTIONED
                        + """
                        JOIN pg_default_acl f ON f.oid = d.objid AND d.classid = 'pg_default_acl'::regclass AND f.defaclobjtype IN ('r', 'S', 'f')
                          JOIN pg_namespace n ON n.oid = f.defaclnamespace JOIN pg_roles o ON o.oid = f.defaclrole, aclexplode(f.defaclacl) a
                        WHERE a.grantee = g.oid AND """
                        + OURS,
                row -> new GrantTarget.FutureOf(kind(row.getString(5)), name(row, 4), name(row, 3)),
                scope.holders(),
                scope.schemas(),
                scope.roles());
    }

    @SafeVarargs
    private Set<Grant> read(String query, CatalogRow<GrantTarget> target, Collection<String>... names)
            throws SQLException {
        return CatalogRow.read(
                connection,
                query,
                row -> new Grant(
                        new Grantee(Optional.of(name(row, 1))), Privilege.valueOf(row.getString(2)), target.read(row)),
                names);
    }

    private static List<Identifier> names(Array columns) throws SQLException {
        return Stream.of((String[]) columns.getArray()).map(Identifier::new).toList();
    }

    private static Identifier name(ResultSet row, int column) throws SQLException {
        return new Identifier(row.getString(column));
    }
}
