package dev.lakou.database.postgresql;

import dev.lakou.model.Grant;
import dev.lakou.model.Guest;
import dev.lakou.model.Guest.Trust;
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
 * What a guest means in PostgreSQL: a member of the groups that read or write in its schemas.
 *
 * @param hasReplica whether those who only read come in by a replica
 */
record PostgresGuests(Identifier database, boolean hasReplica) {
    /** What {@link Guest#settings()} may not say. */
    static final Set<String> OWN_SETTINGS =
            Set.of("default_transaction_read_only", "row_security", "restrict_nonsystem_relation_kind");

    State desired(Guest guest, Map<Identifier, Logins> all) {
        var turns = PostgresLogins.of(guest.user(), guest.connectionLimit(), guest.marker(), all);
        var current = turns.logins().current();
        return new State(
                turns.roles(),
                Set.of(),
                Optional.empty(),
                turns.roles().stream()
                        .map(Role::name)
                        .flatMap(login -> grants(login, guest).stream())
                        .collect(Collectors.toSet()),
                turns.roles().stream()
                        .map(Role::name)
                        .flatMap(login -> settings(login, guest))
                        .collect(Collectors.toSet()),
                Set.of(),
                Set.of(current),
                Set.of(new Session(
                        current.user(),
                        current.user(),
                        guest.searchPath().stream().findFirst(),
                        hasReplica && !guest.writes())),
                Set.of(),
                false);
    }

    private Set<Grant> grants(Identifier login, Guest guest) {
        var grants = new HashSet<Grant>();
        grants.add(Grant.membership(
                login,
                guest.temporaryTables() ? PostgresNames.connectGroup(database) : PostgresNames.readGroup(database)));
        guest.schemas()
                .forEach(schema -> grants.add(Grant.membership(
                        login, guest.writes() ? PostgresNames.writers(schema) : PostgresNames.readers(schema))));
        return grants;
    }

    /**
     * Each of the last two keeps the code of those whose tables are read from running with the rights of the reader:
     * with row_security off, a table with policies is refused, and so is, with the other, every view.
     */
    private static Stream<Setting> settings(Identifier login, Guest guest) {
        var settings = new TreeMap<>(guest.settings());
        settings.put(SearchPath.SETTING, new SearchPath(guest.searchPath()).toString());
        // In a read-only transaction PostgreSQL makes no temporary table either (25006).
        if (!guest.writes() && !guest.temporaryTables()) {
            settings.put("default_transaction_read_only", "on");
        }
        if (guest.trust() != Trust.SERVICE) {
            settings.put("row_security", "off");
        }
        if (guest.trust() == Trust.NOBODY) {
            settings.put("restrict_nonsystem_relation_kind", "view");
        }
        return settings.entrySet().stream().map(setting -> new Setting(login, setting.getKey(), setting.getValue()));
    }
}
