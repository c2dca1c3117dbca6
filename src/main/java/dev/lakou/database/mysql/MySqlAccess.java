package dev.lakou.database.mysql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Logins;
import dev.lakou.model.Logins.Former;
import dev.lakou.model.Power;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import dev.lakou.model.Room;
import dev.lakou.model.Schema;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a room means in MySQL. */
final class MySqlAccess {
    /** All that a service can do within a database, one by one: an administrator may lack what ALL would include. */
    static final Set<Privilege> PRIVILEGES = Set.of(
            Privilege.SELECT,
            Privilege.INSERT,
            Privilege.UPDATE,
            Privilege.DELETE,
            Privilege.CREATE,
            Privilege.DROP,
            Privilege.REFERENCES,
            Privilege.INDEX,
            Privilege.ALTER,
            Privilege.CREATE_TEMPORARY_TABLES,
            Privilege.LOCK_TABLES,
            Privilege.EXECUTE,
            Privilege.CREATE_VIEW,
            Privilege.SHOW_VIEW,
            Privilege.CREATE_ROUTINE,
            Privilege.ALTER_ROUTINE,
            Privilege.EVENT,
            Privilege.TRIGGER);

    private MySqlAccess() {}

    static State desired(Room room, Logins logins) {
        var target = new GrantTarget.OfSchema(room.schema());
        var user = Role.user(room.user(), room.connectionLimit(), room.marker());
        var twoPasswords = logins.former().filter(Former::open).isPresent();
        return new State(
                        Set.of(twoPasswords ? user.with(Power.SECOND_PASSWORD) : user),
                        Set.of(new Schema(
                                room.schema(),
                                Optional.empty(),
                                Optional.of(room.marker().toString()))),
                        PRIVILEGES.stream()
                                .map(privilege -> Grant.to(room.user(), privilege, target))
                                .collect(Collectors.toSet()),
                        Set.of(),
                        Set.of(),
                        Set.of(logins.current()),
                        Set.of(new Session(room.user(), room.user(), Optional.of(room.schema()))))
                .adopting(room.adopting());
    }
}
