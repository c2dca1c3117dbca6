package dev.lakou.database.postgresql;

import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.postgresql.CatalogMessage.Answers;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what is there of several desired states at once, in its normal form: roles and schemas first, and of what has
 * some the rest. {@link PostgresRights} and {@link PostgresHeldGrants} have the questions about rights.
 */
final class PostgresCatalog {
    private final Connection connection;
    private final List<State> desired;
    private final List<CatalogScope> scopes;
    private final Strangers strangers;
    private final PostgresExtensions extensions;
    private final Answers<Role> roles;
    private final Answers<Schema> schemas;

    private PostgresCatalog(
            Connection connection, List<State> desired, Strangers strangers, PostgresExtensions extensions)
            throws SQLException {
        this.connection = connection;
        this.desired = List.copyOf(desired);
        this.scopes = CatalogScope.of(desired);
        this.strangers = strangers;
        this.extensions = extensions;
        var message = new CatalogMessage(scopes);
        this.roles = roles(message);
        this.schemas = schemas(message);
        message.send(connection);
    }

    /** What is found, but for passwords, which only a login may show; in the order of the desired states. */
    static List<State> read(
            Connection connection, List<State> desired, Strangers strangers, PostgresExtensions extensions)
            throws SQLException {
        return new PostgresCatalog(connection, desired, strangers, extensions).states();
    }

    private List<State> states() throws SQLException {
        var present = scopes.stream().filter(this::isThere).toList();
        var message = new CatalogMessage(present);
        var settings = settings(message);
        var held = new PostgresHeldGrants(message);
        var rights = new PostgresRights(message, strangers);
        var strays = PostgresObjects.strays(message);
        if (!present.isEmpty()) {
            message.send(connection);
        }
        var states = new ArrayList<State>();
        for (var scope : scopes) {
            var asker = scope.asker();
            var wanted = desired.get(asker);
            var grants = new HashSet<Grant>(held.of(asker));
            grants.addAll(rights.of(scope));
            states.add(new State(
                    roles.of(asker),
                    schemas.of(asker),
                    wanted.owner(),
                    grants,
                    settings.of(asker),
                    extensions.usable(wanted),
                    Set.of(),
                    Set.of(),
                    strays.of(asker),
                    wanted.adopting()));
        }
        return states;
    }

    private boolean isThere(CatalogScope scope) {
        return !roles.of(scope.asker()).isEmpty() || !schemas.of(scope.asker()).isEmpty();
    }

    private static Answers<Role> roles(CatalogMessage message) {
        return message.ask(
                """
                , found AS (
                  SELECT asker, oid FROM own
                  UNION SELECT m.asker, d.objoid FROM (SELECT asker, unnest(markers) AS marker FROM scope) m
                    JOIN pg_shdescription d ON d.classoid = 'pg_authid'::regclass AND d.description = m.marker)
                SELECT r.rolname, r.rolcanlogin, r.rolconnlimit, shobj_description(r.oid, 'pg_authid'),
                       array_remove(ARRAY[CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                                          CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
                                          CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
                                          CASE WHEN rolvaliduntil < 'infinity' THEN 'EXPIRY' END], NULL),
                       f.asker
                FROM found f, LATERAL (SELECT * FROM pg_roles WHERE oid = f.oid OFFSET 0) r
                """,
                row -> new Role(
                        new Identifier(row.getString(1)),
                        row.getBoolean(2),
                        row.getInt(3),
                        Optional.ofNullable(row.getString(4)),
                        attributes(row.getArray(5))));
    }

    private static Answers<Schema> schemas(CatalogMessage message) {
        return message.ask(
                """
                , found AS (
                  SELECT asker, oid FROM home
                  UNION SELECT m.asker, d.objoid FROM (SELECT asker, unnest(markers) AS marker FROM scope) m
                    JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.description = m.marker)
                SELECT n.nspname, pg_get_userbyid(n.nspowner), obj_description(n.oid, 'pg_namespace'), f.asker
                FROM found f, LATERAL (SELECT * FROM pg_namespace WHERE oid = f.oid OFFSET 0) n
                """,
                row -> new Schema(
                        new Identifier(row.getString(1)),
                        Optional.of(new Identifier(row.getString(2))),
                        Optional.ofNullable(row.getString(3))));
    }

    /** Names in lower case: what is set as timezone is stored as TimeZone. */
    private static Answers<Setting> settings(CatalogMessage message) {
        return message.ask(
                """
                SELECT own.rolname, lower(split_part(e.entry, '=', 1)), substr(e.entry, strpos(e.entry, '=') + 1), own.asker
                FROM own, LATERAL (SELECT setconfig FROM pg_db_role_setting WHERE setrole = own.oid
                                     AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) OFFSET 0) g,
                     unnest(g.setconfig) AS e (entry)
                """,
                row -> new Setting(
                        new Identifier(row.getString(1)), row.getString(2), value(row.getString(2), row.getString(3))));
    }

    private static Set<RoleAttribute> attributes(Array words) throws SQLException {
        return Stream.of((String[]) words.getArray())
                .map(RoleAttribute::valueOf)
                .collect(Collectors.toSet());
    }

    private static String value(String name, String stored) {
        return name.equals(SearchPath.SETTING) ? SearchPath.parse(stored).toString() : stored;
    }
}
