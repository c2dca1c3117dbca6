package dev.lakou.database.postgresql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a room means in PostgreSQL. */
record PostgresAccess(Identifier database) {

    State desired(Room room, Logins logins) {
        var owner = PostgresNames.owner(room.schema());
        var readers = PostgresNames.readers(room.schema());
        var users = users(room, logins);
        var roles = new HashSet<>(users);
        roles.add(Role.group(owner, room.marker()));
        roles.add(Role.group(readers, room.marker()));
        return new State(
                        roles,
                        Set.of(new Schema(
                                room.schema(),
                                Optional.of(PostgresNames.ADMIN),
                                Optional.of(room.marker().toString()))),
                        grants(room, owner, readers, users),
                        users.stream()
                                .flatMap(user -> settings(user.name(), room, owner))
                                .collect(Collectors.toSet()),
                        room.extensions(),
                        Set.of(logins.current()),
                        Set.of(new Session(logins.current().user(), owner, Optional.of(room.schema()))))
                .adopting(room.adopting());
    }

    /** The one that was the current login stays when it is closed: the next rotation is its turn. */
    private static Set<Role> users(Room room, Logins logins) {
        var users = new HashSet<Role>();
        users.add(Role.user(logins.current().user(), room.connectionLimit(), room.marker()));
        logins.former().ifPresent(former -> {
            var role = Role.user(former.user(), room.connectionLimit(), room.marker());
            users.add(former.open() ? role : role.closed());
        });
        return users;
    }

    /**
     * Not among them: EXECUTE on future functions for PUBLIC. PostgreSQL grants it by default, so leaving it out of
     * the wish takes it away.
     */
    private Set<Grant> grants(Room room, Identifier owner, Identifier readers, Set<Role> users) {
        var schema = new GrantTarget.OfSchema(room.schema());
        var grants = new HashSet<>(Set.of(
                Grant.membership(PostgresNames.ADMIN, owner),
                Grant.membership(owner, PostgresNames.connectGroup(database)),
                Grant.to(owner, Privilege.USAGE, schema),
                Grant.to(owner, Privilege.CREATE, schema),
                Grant.to(readers, Privilege.USAGE, schema),
                Grant.to(readers, Privilege.SELECT, new GrantTarget.AllTables(room.schema())),
                Grant.to(readers, Privilege.SELECT, new GrantTarget.FutureTables(owner, room.schema()))));
        users.forEach(user -> grants.add(Grant.membership(user.name(), owner)));
        return grants;
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
