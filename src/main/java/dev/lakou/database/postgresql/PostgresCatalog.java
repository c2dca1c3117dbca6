package dev.lakou.database.postgresql;

import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.model.Grant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads roles, schemas and settings in their normal form; {@link PostgresRights} reads the rights. */
final class PostgresCatalog {
    private final Connection connection;
    private final CatalogScope scope;
    private final Strangers strangers;

    PostgresCatalog(Connection connection, State desired, Strangers strangers) {
        this.connection = connection;
        this.strangers = strangers;
        this.scope = CatalogScope.of(desired);
    }

    Set<Role> roles() throws SQLException {
        return read(
                """
                SELECT rolname, rolcanlogin, rolconnlimit, shobj_description(oid, 'pg_authid'),
                       array_remove(ARRAY[CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                                          CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
                                          CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
                                          CASE WHEN rolvaliduntil < 'infinity' THEN 'EXPIRY' END], NULL)
                FROM pg_roles WHERE oid IN (
                    SELECT oid FROM pg_roles WHERE rolname = ANY (?)
                    UNION SELECT objoid FROM pg_shdescription WHERE classoid = 'pg_authid'::regclass AND description = ANY (?))
                """,
                row -> new Role(
                        new Identifier(row.getString(1)),
                        row.getBoolean(2),
                        row.getInt(3),
                        Optional.ofNullable(row.getString(4)),
                        attributes(row.getArray(5))),
                scope.roles(),
                scope.markers());
    }

    Set<Schema> schemas() throws SQLException {
        return read(
                """
                SELECT nspname, pg_get_userbyid(nspowner), obj_description(oid, 'pg_namespace')
                FROM pg_namespace WHERE nspname = ANY (?) OR oid IN (
                    SELECT objoid FROM pg_description WHERE classoid = 'pg_namespace'::regclass AND description = ANY (?))
                """,
                row -> new Schema(
                        new Identifier(row.getString(1)),
                        Optional.of(new Identifier(row.getString(2))),
                        Optional.ofNullable(row.getString(3))),
                scope.schemas(),
                scope.markers());
    }

    /** Names in lower case: what is set as timezone is stored as TimeZone. */
    Set<Setting> settings() throws SQLException {
        return read(
                """
                SELECT r.rolname, lower(split_part(s.entry, '=', 1)), substr(s.entry, strpos(s.entry, '=') + 1)
                FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole JOIN pg_database d ON d.oid = setdatabase,
                     unnest(setconfig) AS s (entry)
                WHERE d.datname = current_database() AND r.rolname = ANY (?)
                """,
                row -> new Setting(
                        new Identifier(row.getString(1)), row.getString(2), value(row.getString(2), row.getString(3))),
                scope.roles());
    }

    Set<Grant> grants() throws SQLException {
        var grants = new HashSet<Grant>();
        var rights = new PostgresRights(connection, scope, strangers);
        grants.addAll(rights.memberships());
        grants.addAll(rights.ofOthersOnSchemas());
        grants.addAll(rights.ofOthersInFuture());
        grants.addAll(rights.onWholes());
        grants.addAll(rights.onFutureFunctions());
        grants.addAll(new PostgresHeldGrants(connection, scope).all());
        return grants;
    }

    /** What is found where no role and no schema is: what PostgreSQL would grant by itself, and nothing else to ask for. */
    State nothing(State desired, Set<Identifier> extensions) {
        return new State(
                Set.of(),
                Set.of(),
                desired.owner(),
                PostgresRights.onFutureFunctionsByDefault(scope),
                Set.of(),
                extensions,
                Set.of(),
                Set.of(),
                Set.of(),
                desired.adopting());
    }

    private static Set<RoleAttribute> attributes(Array words) throws SQLException {
        return Stream.of((String[]) words.getArray())
                .map(RoleAttribute::valueOf)
                .collect(Collectors.toSet());
    }

    private static String value(String name, String stored) {
        return name.equals(SearchPath.SETTING) ? SearchPath.parse(stored).toString() : stored;
    }

    @SafeVarargs
    private <V> Set<V> read(String query, CatalogRow<V> row, Set<String>... names) throws SQLException {
        return CatalogRow.read(connection, query, row, names);
    }
}
