package dev.lakou.plan;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Power;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Orders the changes that turn a found state into a wished-for one. */
public final class Planner {
    private Planner() {}

    /** The changes that make {@code actual} what {@code desired} says. It never drops a role or a schema. */
    public static Plan plan(State desired, State actual) {
        var changes = new ArrayList<Change>();
        inOrder(
                names(desired, role -> !role.login() && mayLogIn(role.name(), actual)),
                Change.CloseLogin::new,
                changes::add);
        desired.roles().stream()
                .filter(role -> actual.role(role.name()).isEmpty())
                .sorted(Comparator.comparing(Role::login).thenComparing(Role::name))
                .forEach(role -> changes.add(new Change.CreateRole(role)));
        changes.addAll(Adoption.ofRoles(desired, actual));
        desired.schemas().stream()
                .sorted(Comparator.comparing(Schema::name))
                .forEach(schema -> placeSchema(schema, actual.schema(schema.name()), changes::add));
        changes.addAll(Adoption.ofSchemas(desired, actual));
        var missing = minus(desired.grants(), actual.grants());
        var memberships = missing.stream().filter(Grant::isMembership).collect(Collectors.toSet());
        // Memberships first: who is not a member of an owner cannot grant or revoke in its name.
        inOrder(memberships, Change.GrantPrivilege::new, changes::add);
        inOrder(minus(actual.grants(), desired.grants()), Change.RevokePrivilege::new, changes::add);
        inOrder(minus(desired.extensions(), actual.extensions()), Change.CreateExtension::new, changes::add);
        inOrder(minus(desired.credentials(), actual.credentials()), Change.SetPassword::new, changes::add);
        desired.roles().stream()
                .sorted(Comparator.comparing(Role::name))
                .forEach(role -> limit(role, actual, changes::add));
        desired.roles().stream()
                .flatMap(role -> superfluous(role, desired, actual))
                .sorted(Comparator.comparing(Object::toString))
                .forEach(changes::add);
        var others = minus(missing, memberships);
        var onSchemas = others.stream()
                .filter(grant -> grant.target() instanceof GrantTarget.OfSchema)
                .collect(Collectors.toSet());
        inOrder(onSchemas, Change.GrantPrivilege::new, changes::add);
        // Who is to own something must be allowed to create it there; who grants on all of it, to own all of it.
        changes.addAll(Adoption.ofObjects(desired, actual));
        inOrder(minus(others, onSchemas), Change.GrantPrivilege::new, changes::add);
        minus(actual.settings(), desired.settings()).stream()
                .filter(found -> desired.settings().stream()
                        .noneMatch(wish ->
                                wish.role().equals(found.role()) && wish.name().equals(found.name())))
                .map(found -> new Change.ResetSetting(found.role(), found.name()))
                .sorted(Comparator.comparing(Change.ResetSetting::name))
                .forEach(changes::add);
        inOrder(minus(desired.settings(), actual.settings()), Change.SetSetting::new, changes::add);
        inOrder(
                names(desired, role -> role.login() && !mayLogIn(role.name(), actual)),
                Change.OpenLogin::new,
                changes::add);
        return new Plan(changes);
    }

    /** The changes that keep every role in {@code actual} which carries the marker from logging in, and nothing else. */
    public static Plan closing(Marker marker, State actual) {
        return new Plan(ours(marker, actual)
                .filter(Role::login)
                .<Change>map(role -> new Change.CloseLogin(role.name()))
                .toList());
    }

    /** The changes that remove everything in {@code actual} which carries the marker, and nothing else. */
    public static Plan removal(Marker marker, State actual) {
        var changes = new ArrayList<>(closing(marker, actual).changes());
        actual.schemas().stream()
                .filter(schema -> carries(marker, schema.comment()))
                .forEach(schema -> changes.add(new Change.DropSchema(schema.name())));
        ours(marker, actual).forEach(role -> changes.add(new Change.DropRole(role.name())));
        return new Plan(changes);
    }

    private static void placeSchema(Schema desired, Optional<Schema> actual, Consumer<Change> add) {
        if (actual.isEmpty()) {
            add.accept(new Change.CreateSchema(desired));
            return;
        }
        desired.owner()
                .filter(owner -> !actual.get().owner().equals(Optional.of(owner)))
                .ifPresent(owner -> add.accept(new Change.OwnSchema(desired.name(), owner)));
    }

    private static void limit(Role desired, State actual, Consumer<Change> add) {
        actual.role(desired.name())
                .filter(found -> found.connectionLimit() != desired.connectionLimit())
                .ifPresent(found -> add.accept(new Change.LimitConnections(desired.name(), desired.connectionLimit())));
    }

    /** No role is ever given a power: a second password that is gone cannot be had back. */
    private static Stream<Change> superfluous(Role role, State desired, State actual) {
        return actual.role(role.name()).stream()
                .flatMap(found -> minus(found.powers(), role.powers()).stream())
                .flatMap(power -> power == Power.SECOND_PASSWORD
                        ? desired.credential(role.name()).stream().map(Change.EndFormerPassword::new)
                        : Stream.of(new Change.WithdrawPower(role.name(), power)));
    }

    /** Logins first: they are members of the groups. */
    private static Stream<Role> ours(Marker marker, State actual) {
        return actual.roles().stream()
                .filter(role -> carries(marker, role.comment()))
                .sorted(Comparator.comparing(Role::login).reversed().thenComparing(Role::name));
    }

    private static boolean mayLogIn(Identifier name, State state) {
        return state.role(name).filter(Role::login).isPresent();
    }

    private static Set<Identifier> names(State state, Predicate<Role> which) {
        return state.roles().stream().filter(which).map(Role::name).collect(Collectors.toSet());
    }

    private static boolean carries(Marker marker, Optional<String> comment) {
        return comment.equals(Optional.of(marker.toString()));
    }

    private static <V> Set<V> minus(Set<V> from, Set<V> what) {
        var rest = new HashSet<>(from);
        rest.removeAll(what);
        return rest;
    }

    private static <V> void inOrder(Set<V> values, Function<V, Change> change, Consumer<Change> add) {
        values.stream()
                .sorted(Comparator.comparing(Object::toString))
                .map(change)
                .forEach(add);
    }
}
