package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.MoveMark;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a catalog is read for, as {@link CatalogMessage} sends it.
 *
 * @param asker its place among those that are read for together
 * @param heir the role that owns what is made in the schemas
 * @param markers what the service's roles and schemas carry, made for it or taken over: so are those found that went out of use
 * @param moved what the comment on a schema of the service begins with that was set aside
 * @param groups the roles that the service's are to be members of
 * @param guests the roles of others that the service lets in
 * @param holders those whose rights are looked for wherever they are
 * @param wholes the desired grants on everything of a kind
 * @param homes the schemas with the marker that each should carry
 * @param keys the groups whose members are let into the schemas
 * @param marked the schemas that were found to carry one of the markers
 * @param everything whether what others made there is taken over
 */
public record CatalogScope(
        int asker,
        Set<String> roles,
        Set<String> schemas,
        @Nullable String heir,
        Set<String> markers,
        Set<String> moved,
        Set<String> groups,
        Set<String> guests,
        Set<String> holders,
        List<Whole> wholes,
        List<Home> homes,
        List<Key> keys,
        Set<String> marked,
        boolean everything) {

    /** One for each state, in their order. */
    static List<CatalogScope> of(List<State> desired) {
        return IntStream.range(0, desired.size())
                .mapToObj(place -> of(place, desired.get(place)))
                .toList();
    }

    private static CatalogScope of(int asker, State desired) {
        var roles = names(desired.roles().stream().map(Role::name));
        var guests = names(desired.grants().stream()
                .flatMap(grant -> grant.grantee().role().stream())
                .filter(role -> desired.role(role).isEmpty() && !role.equals(PostgresNames.ADMIN)));
        return new CatalogScope(
                asker,
                roles,
                names(desired.schemas().stream().map(Schema::name)),
                desired.owner().map(Identifier::value).orElse(null),
                desired.markers().stream()
                        .flatMap(marker -> Stream.of(marker, Marker.adopted(marker)))
                        .collect(Collectors.toUnmodifiableSet()),
                desired.markers().stream()
                        .flatMap(marker -> Marker.parse(marker).stream())
                        .filter(marker -> marker.kind() == Marker.Kind.SERVICE)
                        .map(marker -> new MoveMark(marker).moved())
                        .collect(Collectors.toUnmodifiableSet()),
                names(targets(desired, GrantTarget.OfRole.class).map(GrantTarget.OfRole::role)),
                guests,
                Stream.concat(roles.stream(), guests.stream()).collect(Collectors.toUnmodifiableSet()),
                desired.grants().stream().flatMap(Whole::of).toList(),
                desired.schemas().stream().map(Home::of).toList(),
                desired.schemas().stream().map(Schema::name).flatMap(Key::of).toList(),
                Set.of(),
                desired.adopting());
    }

    /** For what others hold of a service's schemas, of which this is the first. */
    static CatalogScope ofOwner(int asker, Identifier schema, Marker owner) {
        return new CatalogScope(
                asker,
                Set.of(),
                Set.of(schema.value()),
                null,
                Set.of(owner.toString(), Marker.adopted(owner.toString())),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                Key.of(schema).toList(),
                Set.of(),
                false);
    }

    /** For what these logins depend on. */
    public static CatalogScope ofLogins(int asker, Set<Identifier> logins) {
        return new CatalogScope(
                asker,
                names(logins.stream()),
                Set.of(),
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                false);
    }

    /** The same, once it is known which schemas carry a marker. */
    CatalogScope withMarked(Set<String> found) {
        return new CatalogScope(
                asker,
                roles,
                schemas,
                heir,
                markers,
                moved,
                groups,
                guests,
                holders,
                wholes,
                homes,
                keys,
                found,
                everything);
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

    /** A desired grant on everything of a kind that {@code owner} has in {@code home}. */
    record Whole(String kind, String grantee, String privilege, String home, String owner) {
        private static Stream<Whole> of(Grant grant) {
            return grant.target() instanceof GrantTarget.AllOf all
                    ? Stream.of(new Whole(
                            all.kind().name(),
                            grant.grantee().toString(),
                            grant.privilege().name(),
                            all.schema().value(),
                            all.owner().value()))
                    : Stream.of();
        }
    }

    record Key(String home, String name) {
        private static Stream<Key> of(Identifier schema) {
            return Stream.of(PostgresNames.readers(schema), PostgresNames.writers(schema), PostgresNames.owner(schema))
                    .map(group -> new Key(schema.value(), group.value()));
        }
    }

    record Home(String home, @Nullable String marker) {
        private static Home of(Schema schema) {
            return new Home(schema.name().value(), schema.comment().orElse(null));
        }
    }
}
