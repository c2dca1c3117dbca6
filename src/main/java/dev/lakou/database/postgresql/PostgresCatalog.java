package dev.lakou.database.postgresql;

import dev.lakou.database.Observation;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.postgresql.CatalogMessage.Answers;
import dev.lakou.model.Grant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is there of several desired states at once, in its normal form: {@link PostgresPresence} first, and of what
 * is there the rest. {@link PostgresRights} and {@link PostgresHeldGrants} have the questions about rights.
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
        var presence = new PostgresPresence(connection, scopes);
        try {
            return new Rest(connection, desired, scopes, presence).looks();
        } catch (SQLException e) {
            verifiers.forget();
            throw e;
        }
    }

    /** The questions about those of whom something is there. */
    private final class Rest {
        private final List<State> desired;
        private final List<CatalogScope> scopes;
        private final PostgresPresence presence;
        private final InstalledExtensions extensions;
        private final Answers<Setting> settings;
        private final PostgresHeldGrants held;
        private final PostgresRights rights;
        private final Answers<ForeignObject> foreign;
        private final PostgresHeldByOthers others;
        private final PostgresReach reach;
        private final PostgresLoginEvidence.Asked evidence;

        private Rest(Connection connection, List<State> desired, List<CatalogScope> scopes, PostgresPresence presence)
                throws SQLException {
            this.desired = desired;
            this.scopes = scopes;
            this.presence = presence;
            this.extensions = new InstalledExtensions(connection, database);
            this.reach = new PostgresReach(connection, database);
            var message = new CatalogMessage();
            this.settings = settings(message.about(presence.present()));
            this.held = new PostgresHeldGrants(message, presence);
            this.rights = new PostgresRights(message, presence, policy.strangers());
            this.foreign = ForeignObject.ask(message.about(presence.occupied()));
            this.others = new PostgresHeldByOthers(message, presence);
            this.evidence = PostgresLoginEvidence.ask(
                    message.about(presence.present()),
                    !presence.present().isEmpty() && verifiers.isGranted(connection));
            message.send(connection);
        }

        private List<Look> looks() throws SQLException {
            var looks = new ArrayList<Look>();
            for (var scope : scopes) {
                looks.add(look(scope, desired.get(scope.asker())));
            }
            return looks;
        }

        private Look look(CatalogScope scope, State wanted) throws SQLException {
            var asker = scope.asker();
            if (!presence.isPresent(scope)) {
                return new Look(
                        new Observation(state(scope, wanted), List.of(), List.of(), Map.of()),
                        PostgresLoginEvidence.NONE);
            }
            var evidence = this.evidence.of(asker);
            return new Look(
                    new Observation(
                            state(scope, wanted),
                            others.of(asker, wanted.markers()),
                            reach.of(foreign.of(asker), wanted),
                            evidence.all()),
                    evidence);
        }

        private State state(CatalogScope scope, State wanted) throws SQLException {
            var asker = scope.asker();
            var grants = new HashSet<Grant>(held.of(asker));
            grants.addAll(rights.of(scope));
            return new State(
                    presence.roles(asker),
                    presence.schemas(asker),
                    wanted.owner(),
                    grants,
                    settings.of(asker),
                    extensions.usable(wanted),
                    Set.of(),
                    Set.of(),
                    foreign.of(asker).stream()
                            .filter(ForeignObject::mended)
                            .map(ForeignObject::words)
                            .collect(Collectors.toUnmodifiableSet()),
                    wanted.adopting());
        }
    }

    /** Names in lower case: what is set as timezone is stored as TimeZone. */
    private static Answers<Setting> settings(CatalogMessage.Section section) {
        return section.ask(
                """
                SELECT own.rolname, lower(split_part(e.entry, '=', 1)), substr(e.entry, strpos(e.entry, '=') + 1), own.asker
                FROM own, LATERAL (SELECT setconfig FROM pg_db_role_setting WHERE setrole = own.oid
                                     AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) OFFSET 0) g,
                     unnest(g.setconfig) AS e (entry)
                """,
                row -> new Setting(
                        new Identifier(row.getString(1)), row.getString(2), value(row.getString(2), row.getString(3))));
    }

    private static String value(String name, String stored) {
        return name.equals(SearchPath.SETTING) ? SearchPath.parse(stored).toString() : stored;
    }
}
