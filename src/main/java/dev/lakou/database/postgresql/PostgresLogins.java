package dev.lakou.database.postgresql;

import static java.util.Objects.requireNonNull;

import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The roles of one user: the login of its Secret, and the one before, which its next rotation opens again. */
record PostgresLogins(Logins logins, Set<Role> roles) {

    /** @param all the logins of each user, this one's among them */
    static PostgresLogins of(Identifier user, int connectionLimit, Marker marker, Map<Identifier, Logins> all) {
        var logins = requireNonNull(all.get(user), user::value);
        var roles = new HashSet<Role>();
        roles.add(Role.user(logins.current().user(), connectionLimit, marker));
        logins.former().ifPresent(former -> {
            var role = Role.user(former.user(), connectionLimit, marker);
            roles.add(former.open() ? role : role.closed());
        });
        return new PostgresLogins(logins, roles);
    }
}
