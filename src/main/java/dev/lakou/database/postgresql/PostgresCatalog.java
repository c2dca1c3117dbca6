package dev.lakou.database.postgresql;

import dev.lakou.database.Observation;
import dev.lakou.database.ServerPolicy;
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
    private final Identifier database;
    private final ServerPolicy policy;
    private final VerifierAccess verifiers;

    PostgresCatalog(Identifier database, ServerPolicy policy, VerifierAccess verifiers) {
        this.database = database;
        this.policy = policy;
        this.verifiers = verifiers;
    }

    /**
     * What one look found.
     *
     * @param observation of passwords, which only a login may show, it knows nothing
     */
    record Look(Observation observation, PostgresLoginEvidence evidence) {}

    /** In the order of the desired states. */
    List<Look> read(Connection connection, List<State> desired) throws SQLException {
        var scopes = CatalogScope.of(desired);
        var first = new CatalogMessage(scopes);
        var present = new Present(roles(first), schemas(first));
        first.send(connection);
        try {
            return new Rest(connection, desired, scopes, present).looks();
        } catch (SQLException e) {
            verifiers.forget();
            throw e;
        }
    }

    /** What is there at all. */
    private record Present(Answers<Role> roles, Answers<Schema> schemas) {
        private boolean has(CatalogScope scope) {
            return !roles.of(scope.asker()).isEmpty()
                    || !schemas.of(scope.asker()).isEmpty();
        }
    }

    /** The questions about those of whom something is there. */
    private final class Rest {
        private final List<State> desired;
        private final List<CatalogScope> scopes;
        private final Present present;
        private final PostgresExtensions extensions;
        private final Answers<Setting> settings;
        private final PostgresHeldGrants held;
        private final PostgresRights rights;
        private final Answers<String> strays;
        private final PostgresHeldByOthers others;
        private final PostgresReach reach;
        private final PostgresLoginEvidence.Asked evidence;

        private Rest(Connection connection, List<State> desired, List<CatalogScope> scopes, Present present)
                throws SQLException {
            this.desired = desired;
            this.scopes = scopes;
            this.present = present;
            this.extensions = new PostgresExtensions(connection, database, policy.extensions());
            var asked = scopes.stream().filter(present::has).toList();
            var message = new CatalogMessage(asked);
            this.settings = settings(message);
            this.held = new PostgresHeldGrants(message);
            this.rights = new PostgresRights(message, policy.strangers());
            this.strays = PostgresObjects.strays(message);
            this.others = new PostgresHeldByOthers(message);
            this.reach = new PostgresReach(connection, database, message);
            this.evidence = PostgresLoginEvidence.ask(message, !asked.isEmpty() && verifiers.isGranted(connection));
            if (!asked.isEmpty()) {
                message.send(connection);
            }
        }

        private List<Look> looks() throws SQLException {
            var looks = new ArrayList<Look>();
            for (var scope : scopes) {
                var wanted = desired.get(scope.asker());
                looks.add(
                        present.has(scope)
                                ? look(scope, wanted)
                                : new Look(
                                        new Observation(state(scope, wanted), List.of(), List.of()),
                                        PostgresLoginEvidence.NONE));
            }
            return looks;
        }

        private Look look(CatalogScope scope, State wanted) throws SQLException {
            var asker = scope.asker();
            return new Look(
                    new Observation(state(scope, wanted), others.of(asker, wanted.markers()), reach.of(asker, wanted)),
                    evidence.of(asker));
        }

        private State state(CatalogScope scope, State wanted) throws SQLException {
            var asker = scope.asker();
            var grants = new HashSet<Grant>(held.of(asker));
            grants.addAll(rights.of(scope));
            return new State(
                    present.roles().of(asker),
                    present.schemas().of(asker),
                    wanted.owner(),
                    grants,
                    settings.of(asker),
                    extensions.usable(wanted),
                    Set.of(),
                    Set.of(),
                    strays.of(asker),
                    wanted.adopting());
        }
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
