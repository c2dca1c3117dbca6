package dev.lakou.database.postgresql;

import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.SearchPath;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import dev.lakou.model.Grant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Role;
import dev.lakou.model.Session;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an additional user means in PostgreSQL: a member of the groups that read or write in its schemas.
 *
 * @param hasReplica whether those who only read come in by a replica
 */
record PostgresAdditionalUsers(Identifier database, boolean hasReplica) {
    /** What {@link AdditionalUser#settings()} may not say. */
    static final Set<String> OWN_SETTINGS =
            Set.of("default_transaction_read_only", "row_security", "restrict_nonsystem_relation_kind");

    State desired(AdditionalUser additionalUser, Map<Identifier, Logins> all) {
        var loginRoles = PostgresLogins.of(
                additionalUser.user(), additionalUser.connectionLimit(), additionalUser.marker(), all);
        var current = loginRoles.logins().current();
        return new State(
                loginRoles.roles(),
                Set.of(),
                Optional.empty(),
                loginRoles.roles().stream()
                        .map(Role::name)
                        .flatMap(login -> grants(login, additionalUser).stream())
                        .collect(Collectors.toSet()),
                loginRoles.roles().stream()
                        .map(Role::name)
                        .flatMap(login -> settings(login, additionalUser))
                        .collect(Collectors.toSet()),
                Set.of(),
                Set.of(current),
                Set.of(new Session(
                        current.user(),
                        current.user(),
                        additionalUser.searchPath().stream().findFirst(),
                        hasReplica && !additionalUser.writes())),
                Set.of(),
                false);
    }

    private Set<Grant> grants(Identifier login, AdditionalUser additionalUser) {
        var grants = new HashSet<Grant>();
        grants.add(Grant.membership(
                login,
                additionalUser.temporaryTables()
                        ? PostgresNames.connectGroup(database)
                        : PostgresNames.readGroup(database)));
        additionalUser
                .schemas()
                .forEach(schema -> grants.add(Grant.membership(
                        login,
                        additionalUser.writes() ? PostgresNames.writers(schema) : PostgresNames.readers(schema))));
        return grants;
    }

    /**
     * Each of the last two keeps the code of those whose tables are read from running with the rights of the reader:
     * with row_security off, a table with policies is refused, and so is, with the other, every view.
     */
    private static Stream<Setting> settings(Identifier login, AdditionalUser additionalUser) {
        var settings = new TreeMap<>(additionalUser.settings());
        settings.put(SearchPath.SETTING, new SearchPath(additionalUser.searchPath()).toString());
        // In a read-only transaction PostgreSQL makes no temporary table either (25006).
        if (!additionalUser.writes() && !additionalUser.temporaryTables()) {
            settings.put("default_transaction_read_only", "on");
        }
        if (additionalUser.viewPolicy() != ViewPolicy.SERVICE) {
            settings.put("row_security", "off");
        }
        if (additionalUser.viewPolicy() == ViewPolicy.NOBODY) {
            settings.put("restrict_nonsystem_relation_kind", "view");
        }
        return settings.entrySet().stream().map(setting -> new Setting(login, setting.getKey(), setting.getValue()));
    }
}
