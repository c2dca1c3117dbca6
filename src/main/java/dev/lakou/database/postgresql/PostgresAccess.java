package dev.lakou.database.postgresql;

import dev.lakou.model.Access;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Guest;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import dev.lakou.model.Room;
import dev.lakou.model.Schema;
import dev.lakou.model.Session;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a room means in PostgreSQL; {@link PostgresGuests} says it of further logins. */
record PostgresAccess(PostgresGuests guests) {

    State desired(Room room, Map<Identifier, Logins> logins) {
        var owner = PostgresNames.owner(room.schema());
        var turns = PostgresLogins.of(room.user(), room.connectionLimit(), room.marker(), logins);
        var state = new State(
                withGroups(turns.roles(), room),
                Set.of(new Schema(
                        room.schema(),
                        Optional.of(PostgresNames.ADMIN),
                        Optional.of(room.marker().toString()))),
                Optional.of(owner),
                grants(room, owner, turns.roles()),
                turns.roles().stream()
                        .flatMap(user -> settings(user.name(), room, owner))
                        .collect(Collectors.toSet()),
                room.extensions(),
                Set.of(turns.logins().current()),
                Set.of(new Session(turns.logins().current().user(), owner, Optional.of(room.schema()))),
                Set.of(),
                room.adopting());
        return room.guests().stream()
                .map(guest -> guests.desired(guest, logins))
                .reduce(state, State::and);
    }

    private static Set<Role> withGroups(Set<Role> users, Room room) {
        var roles = new HashSet<>(users);
        roles.add(Role.group(PostgresNames.owner(room.schema()), room.marker()));
        roles.add(Role.group(PostgresNames.readers(room.schema()), room.marker()));
        if (hasWriters(room)) {
            roles.add(Role.group(PostgresNames.writers(room.schema()), room.marker()));
        }
        return roles;
    }

    /**
     * Not among them: EXECUTE on future functions for PUBLIC. PostgreSQL grants it by default, so leaving it out of
     * the wish takes it away.
     */
    private Set<Grant> grants(Room room, Identifier owner, Set<Role> users) {
        var schema = new GrantTarget.OfSchema(room.schema());
        var grants = new HashSet<>(Set.of(
                Grant.membership(PostgresNames.ADMIN, owner),
                Grant.membership(owner, PostgresNames.connectGroup(guests.database())),
                Grant.to(owner, Privilege.USAGE, schema),
                Grant.to(owner, Privilege.CREATE, schema)));
        users.forEach(user -> grants.add(Grant.membership(user.name(), owner)));
        grants.addAll(onEverything(PostgresNames.readers(room.schema()), room.schema(), Set.of(Privilege.SELECT)));
        grantees(room).forEach(role -> room.accesses().forEach(access -> grants.addAll(elsewhere(role, access))));
        if (hasWriters(room)) {
            grants.addAll(ofWriters(room.schema()));
        }
        return grants;
    }

    /** No DDL: whoever may create nothing owns nothing, and what it does not own it can neither alter nor drop. */
    private static Set<Grant> ofWriters(Identifier schema) {
        var writers = PostgresNames.writers(schema);
        var owner = PostgresNames.owner(schema);
        var grants = onEverything(
                writers, schema, Set.of(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE));
        Map.of(
                        ObjectKind.SEQUENCES, Set.of(Privilege.USAGE, Privilege.SELECT),
                        ObjectKind.FUNCTIONS, Set.of(Privilege.EXECUTE))
                .forEach((kind, privileges) -> privileges.forEach(privilege -> {
                    grants.add(Grant.to(writers, privilege, new GrantTarget.AllOf(kind, schema)));
                    grants.add(Grant.to(writers, privilege, new GrantTarget.FutureOf(kind, owner, schema)));
                }));
        return grants;
    }

    /** The roles that a service works as: its owner, and what its writing guests are members of. */
    private static List<Identifier> grantees(Room room) {
        var owner = PostgresNames.owner(room.schema());
        return hasWriters(room) ? List.of(owner, PostgresNames.writers(room.schema())) : List.of(owner);
    }

    private static Set<Grant> elsewhere(Identifier role, Access access) {
        if (!access.toEverything()) {
            var grants = new HashSet<Grant>();
            grants.add(Grant.to(role, Privilege.USAGE, new GrantTarget.OfSchema(access.schema())));
            for (var table : access.tables()) {
                var target = new GrantTarget.OfTable(access.schema(), table, access.columns());
                access.privileges().forEach(privilege -> grants.add(Grant.to(role, privilege, target)));
            }
            return grants;
        }
        if (access.privileges().equals(Set.of(Privilege.SELECT))) {
            return Set.of(Grant.membership(role, PostgresNames.readers(access.schema())));
        }
        return onEverything(role, access.schema(), access.privileges());
    }

    /** Today's tables and tomorrow's. */
    private static Set<Grant> onEverything(Identifier role, Identifier schema, Set<Privilege> privileges) {
        var grants = new HashSet<Grant>();
        grants.add(Grant.to(role, Privilege.USAGE, new GrantTarget.OfSchema(schema)));
        for (var privilege : privileges) {
            grants.add(Grant.to(role, privilege, new GrantTarget.AllOf(ObjectKind.TABLES, schema)));
            grants.add(Grant.to(
                    role, privilege, new GrantTarget.FutureOf(ObjectKind.TABLES, PostgresNames.owner(schema), schema)));
        }
        return grants;
    }

    private static boolean hasWriters(Room room) {
        return room.guests().stream().anyMatch(Guest::writes);
    }

    private static Stream<Setting> settings(Identifier user, Room room, Identifier owner) {
        var path = new ArrayList<>(List.of(room.schema()));
        path.addAll(room.searchPath());
        var settings = new TreeMap<>(room.settings());
        settings.put("role", owner.value());
        settings.put(SearchPath.SETTING, new SearchPath(path).toString());
        return settings.entrySet().stream().map(setting -> new Setting(user, setting.getKey(), setting.getValue()));
    }
}
