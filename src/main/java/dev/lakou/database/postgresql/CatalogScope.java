package dev.lakou.database.postgresql;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a catalog is read for.
 *
 * @param owner the role that owns what is made in the schemas
 * @param markers what the service's roles and schemas carry, made for it or taken over: so are those found that went out of use
 * @param groups the roles that the service's are to be members of
 * @param guests the roles of others that the service lets in
 * @param wholes the desired grants on everything of a kind
 */
record CatalogScope(
        Set<String> roles,
        Set<String> schemas,
        Optional<Identifier> owner,
        Set<String> markers,
        Set<String> groups,
        Set<String> guests,
        List<Grant> wholes) {

    static CatalogScope of(State desired) {
        return new CatalogScope(
                names(desired.roles().stream().map(Role::name)),
                names(desired.schemas().stream().map(Schema::name)),
                desired.owner(),
                desired.markers().stream()
                        .flatMap(marker -> Stream.of(marker, Marker.adopted(marker)))
                        .collect(Collectors.toUnmodifiableSet()),
                names(targets(desired, GrantTarget.OfRole.class).map(GrantTarget.OfRole::role)),
                names(desired.grants().stream()
                        .flatMap(grant -> grant.grantee().role().stream())
                        .filter(role -> desired.role(role).isEmpty() && !role.equals(PostgresNames.ADMIN))),
                desired.grants().stream()
                        .filter(grant -> grant.target() instanceof GrantTarget.AllOf)
                        .toList());
    }

    /** Those whose rights are looked for wherever they are. */
    Set<String> holders() {
        return Stream.concat(roles.stream(), guests.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The desired grants on everything of this kind, each taken apart by {@code part}. */
    Collection<String> wholes(ObjectKind kind, Function<Grant, Object> part) {
        return wholes.stream()
                .filter(grant -> whole(grant).kind() == kind)
                .map(part)
                .map(Object::toString)
                .toList();
    }

    static GrantTarget.AllOf whole(Grant grant) {
        return (GrantTarget.AllOf) grant.target();
    }

    private static <T extends GrantTarget> Stream<T> targets(State desired, Class<T> type) {
        return desired.grants().stream()
                .map(Grant::target)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static Set<String> names(Stream<Identifier> identifiers) {
        return identifiers.map(Identifier::value).collect(Collectors.toUnmodifiableSet());
    }
}
