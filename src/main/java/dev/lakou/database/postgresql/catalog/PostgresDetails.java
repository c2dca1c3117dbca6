package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.Observation;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.database.postgresql.catalog.PostgresCatalog.Look;
import dev.lakou.database.postgresql.sql.SearchPath;
import dev.lakou.model.Grant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of the scopes of which something is there. {@link PostgresRights} and {@link PostgresHeldGrants} have the
 * questions about rights.
 */
final class PostgresDetails {
    private final InstalledExtensions extensions;
    private final PostgresReach reach;
    private final Answers<Setting> settings;
    private final PostgresHeldGrants held;
    private final PostgresRights rights;
    private final Answers<ForeignObject> foreign;
    private final PostgresHeldByOthers others;
    private final PostgresLoginEvidence.Asked evidence;

    /**
     * Answered once the message is sent.
     *
     * @param showsVerifiers whether verifiers of passwords may be read
     */
    PostgresDetails(
            CatalogMessage message,
            PresentScopes scopes,
            Strangers strangers,
            boolean showsVerifiers,
            InstalledExtensions extensions,
            PostgresReach reach) {
        this.extensions = extensions;
        this.reach = reach;
        this.settings = settings(message.about(scopes.present()));
        this.held = new PostgresHeldGrants(message, scopes);
        this.rights = new PostgresRights(message, scopes, strangers);
        this.foreign = ForeignObject.ask(message.about(scopes.occupied()));
        this.others = new PostgresHeldByOthers(message, scopes);
        this.evidence = PostgresLoginEvidence.ask(message.about(scopes.present()), showsVerifiers);
    }

    /** In the order of the desired states. */
    List<Look> looks(List<State> desired, PostgresPresence presence) throws SQLException {
        var looks = new ArrayList<Look>();
        for (var scope : CatalogScope.of(desired)) {
            looks.add(look(scope, desired.get(scope.asker()), presence));
        }
        return looks;
    }

    private Look look(CatalogScope scope, State wanted, PostgresPresence presence) throws SQLException {
        var asker = scope.asker();
        var state = state(scope, wanted, presence);
        var movedAway = presence.movedAway(asker);
        if (!presence.isPresent(scope)) {
            return new Look(
                    new Observation(state, List.of(), List.of(), Map.of(), movedAway), PostgresLoginEvidence.NONE);
        }
        var found = evidence.of(asker);
        return new Look(
                new Observation(
                        state,
                        others.of(asker, wanted.markers()),
                        reach.of(foreign.of(asker), wanted),
                        found.all(),
                        movedAway),
                found);
    }

    private State state(CatalogScope scope, State wanted, PostgresPresence presence) throws SQLException {
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
