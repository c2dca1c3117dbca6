package dev.lakou.database.postgresql;

import dev.lakou.model.Credential;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
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

/** What a room means in PostgreSQL. */
record PostgresAccess(Identifier database) {

    State desired(Room room, Password password) {
        var owner = PostgresNames.owner(room.schema());
        var readers = PostgresNames.readers(room.schema());
        return new State(
                Set.of(
                        Role.group(owner, room.marker()),
                        Role.group(readers, room.marker()),
                        Role.user(room.user(), room.connectionLimit(), room.marker())),
                Set.of(new Schema(
                        room.schema(),
                        Optional.of(PostgresNames.ADMIN),
                        Optional.of(room.marker().toString()))),
                grants(room, owner, readers),
                settings(room, owner),
                room.extensions(),
                Set.of(new Credential(room.user(), password)),
                Set.of(new Session(room.user(), owner, Optional.of(room.schema()))));
    }

    /**
     * Not among them: EXECUTE on future functions for PUBLIC. PostgreSQL grants it by default, so leaving it out of
     * the wish takes it away.
     */
    private Set<Grant> grants(Room room, Identifier owner, Identifier readers) {
        var schema = new GrantTarget.OfSchema(room.schema());
        return Set.of(
                Grant.membership(PostgresNames.ADMIN, owner),
                Grant.membership(owner, PostgresNames.connectGroup(database)),
                Grant.membership(room.user(), owner),
                Grant.to(owner, Privilege.USAGE, schema),
                Grant.to(owner, Privilege.CREATE, schema),
                Grant.to(readers, Privilege.USAGE, schema),
                Grant.to(readers, Privilege.SELECT, new GrantTarget.AllTables(room.schema())),
                Grant.to(readers, Privilege.SELECT, new GrantTarget.FutureTables(owner, room.schema())));
    }

    private static Set<Setting> settings(Room room, Identifier owner) {
        var path = new ArrayList<>(List.of(room.schema()));
        path.addAll(room.searchPath());
        var settings = new HashSet<Setting>();
        settings.add(new Setting(room.user(), "role", owner.value()));
        settings.add(new Setting(room.user(), SearchPath.SETTING, new SearchPath(path).toString()));
        room.settings().forEach((name, value) -> settings.add(new Setting(room.user(), name, value)));
        return settings;
    }
}
