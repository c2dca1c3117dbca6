package dev.lakou.database.postgresql;

import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a catalog is read for.
 *
 * @param groups the roles whose members matter: the room's own, and those that it is a member of
 * @param readers the roles that should read all tables
 */
record CatalogScope(
        Set<String> roles, Set<String> schemas, Set<String> extensions, Set<String> groups, Set<String> readers) {

    static CatalogScope of(State desired) {
        var roles = names(desired.roles().stream().map(Role::name));
        var joined = names(desired.grants().stream()
                .map(grant -> grant.target())
                .filter(GrantTarget.OfRole.class::isInstance)
                .map(target -> ((GrantTarget.OfRole) target).role()));
        return new CatalogScope(
                roles,
                names(desired.schemas().stream().map(Schema::name)),
                names(desired.extensions().stream()),
                Stream.concat(roles.stream(), joined.stream()).collect(Collectors.toUnmodifiableSet()),
                names(desired.grants().stream()
                        .filter(grant -> grant.target() instanceof GrantTarget.AllTables)
                        .flatMap(grant -> grant.grantee().role().stream())));
    }

    private static Set<String> names(Stream<Identifier> identifiers) {
        return identifiers.map(Identifier::value).collect(Collectors.toUnmodifiableSet());
    }
}
