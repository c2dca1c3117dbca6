package dev.lakou.database.postgresql.adoption;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.postgresql.catalog.PostgresDependents;
import dev.lakou.database.postgresql.catalog.PostgresObjects;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What in a schema that others made belongs to more than one service, and what its new owner changes for others. */
final class PostgresSchemaReview {
    private static final String HOME =
            """
            WITH home AS (SELECT n.oid, w.heir, h.oid AS heir_oid FROM pg_namespace n, unnest(?::text[], ?::text[]) w (schema, heir)
                            LEFT JOIN pg_roles h ON h.rolname = w.heir WHERE n.nspname = w.schema)
            """;

    private final Connection connection;
    private final Identifier schema;
    private final State desired;

    PostgresSchemaReview(Connection connection, Identifier schema, State desired) {
        this.connection = connection;
        this.schema = schema;
        this.desired = desired;
    }

    Collection<Shortcoming> ofOthers() throws SQLException {
        var findings = new ArrayList<Shortcoming>(CatalogRow.read(
                connection,
                """
                SELECT format('schema "%s" is a part of extension "%s"', n.nspname, e.extname),
                       format('ALTER EXTENSION %I DROP SCHEMA %I;', e.extname, n.nspname)
                FROM pg_namespace n JOIN pg_depend d ON d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e'
                  JOIN pg_extension e ON e.oid = d.refobjid
                WHERE n.nspname = ANY (?)
                """,
                row -> new Shortcoming(row.getString(1), row.getString(2)),
                List.of(schema.value())));
        findings.addAll(PostgresObjects.ofServices(
                connection,
                desired,
                desired.roles().stream().map(Role::name).map(Identifier::value).toList()));
        return findings;
    }

    Collection<String> consequences() throws SQLException {
        var words = new ArrayList<String>();
        words.addAll(rowSecurity());
        words.addAll(policies());
        words.addAll(views());
        words.addAll(functions());
        words.addAll(foreignTables());
        words.addAll(triggers());
        words.addAll(PostgresObjects.formerOwners(connection, desired));
        PostgresDependents.of(connection, schema).stream()
                .map(dependent -> "%s uses what the service may then change or drop".formatted(dependent))
                .forEach(words::add);
        return words;
    }

    /** Policies do not filter for the owner of a table, which the service's login then works as. */
    private Collection<String> rowSecurity() throws SQLException {
        return words(
                """
                SELECT format('row level security of table %s stops filtering for the service, which becomes its owner (ALTER TABLE %1$s FORCE ROW LEVEL SECURITY keeps it)',
                              c.oid::regclass)
                FROM pg_class c JOIN home ON home.oid = c.relnamespace
                WHERE c.relrowsecurity AND NOT c.relforcerowsecurity AND c.relowner IS DISTINCT FROM heir_oid
                """);
    }

    private Collection<String> policies() throws SQLException {
        return words(
                """
                SELECT format('policy %I of table %s looks at who is logged in, and the service works as "%s": write it for that role',
                              p.polname, c.oid::regclass, heir)
                FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN home ON home.oid = c.relnamespace
                WHERE NOT 0 = ANY (p.polroles) AND NOT coalesce(heir_oid = ANY (p.polroles), false)
                   OR concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~* '(current|session)_user|current_role'
                """);
    }

    /** A view reads with the rights of its owner; pg_depend has what its rule mentions. */
    private Collection<String> views() throws SQLException {
        return words(
                """
                SELECT format('%s %s reads %s with the rights of "%s", and "%s" has none on it',
                              CASE v.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, v.oid::regclass,
                              string_agg(DISTINCT t.oid::regclass::text, ', '), pg_get_userbyid(v.relowner), heir)
                FROM pg_class v JOIN home ON home.oid = v.relnamespace JOIN pg_rewrite w ON w.ev_class = v.oid
                  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
                  JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace n ON n.oid = t.relnamespace
                WHERE v.relkind IN ('v', 'm') AND t.relnamespace <> v.relnamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                  AND NOT coalesce('security_invoker=true' = ANY (v.reloptions) OR 'security_invoker=on' = ANY (v.reloptions), false)
                  AND v.relowner IS DISTINCT FROM heir_oid AND NOT coalesce(has_table_privilege(heir_oid, t.oid, 'SELECT'), false)
                GROUP BY v.relkind, v.oid, v.relowner, heir
                """);
    }

    private Collection<String> functions() throws SQLException {
        return words(
                """
                SELECT format('%s runs with the rights of "%s" (SECURITY DEFINER), and then with those of "%s"',
                              p.oid::regprocedure, pg_get_userbyid(p.proowner), heir)
                FROM pg_proc p JOIN home ON home.oid = p.pronamespace
                WHERE p.prosecdef AND p.proowner IS DISTINCT FROM heir_oid
                """);
    }

    private Collection<String> foreignTables() throws SQLException {
        return words(
                """
                SELECT format('foreign table %s finds no user mapping of server %I for "%s" (CREATE USER MAPPING FOR %3$I SERVER %2$I ... gives it one)',
                              f.ftrelid::regclass, s.srvname, heir)
                FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN home ON home.oid = c.relnamespace
                  JOIN pg_foreign_server s ON s.oid = f.ftserver
                WHERE NOT EXISTS (SELECT FROM pg_user_mappings m WHERE m.srvid = s.oid AND (m.umuser = 0 OR m.umuser = heir_oid))
                """);
    }

    private Collection<String> triggers() throws SQLException {
        return words(
                """
                SELECT format('trigger %I of table %s calls %s of another schema, which then runs as "%s"',
                              t.tgname, c.oid::regclass, p.oid::regprocedure, heir)
                FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN home ON home.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
                  JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE NOT t.tgisinternal AND NOT p.prosecdef AND p.pronamespace <> home.oid AND n.nspname <> 'pg_catalog'
                """);
    }

    private Collection<String> words(String query) throws SQLException {
        return CatalogRow.read(
                connection,
                HOME + query,
                row -> row.getString(1),
                List.of(schema.value()),
                desired.owner().map(Identifier::value).stream().toList());
    }
}
