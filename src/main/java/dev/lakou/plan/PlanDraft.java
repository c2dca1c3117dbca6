package dev.lakou.plan;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.OwnedState;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan in the making: each method adds the changes of one kind that the difference between two states asks for. */
final class PlanDraft {
    private final State desired;
    private final State actual;
    private final GrantDifference grants;
    private final List<Role> outOfUse;
    private final List<Change> changes = new ArrayList<>();

    PlanDraft(State desired, OwnedState owned) {
        this.desired = desired;
        this.actual = owned.state();
        this.grants = GrantDifference.between(desired.grants(), actual.grants());
        this.outOfUse = outOfUse(desired, actual);
    }

    Plan plan() {
        return new Plan(changes);
    }

    void closeLogins() {
        outOfUse.stream()
                .filter(Role::login)
                .map(role -> new Change.CloseLogin(role.name()))
                .forEach(changes::add);
        addInOrder(names(role -> !role.login() && mayLogIn(role.name())), Change.CloseLogin::new);
    }

    void makeRoles() {
        desired.roles().stream()
                .filter(role -> actual.role(role.name()).isEmpty())
                .sorted(Comparator.comparing(Role::login).thenComparing(Role::name))
                .forEach(role -> changes.add(new Change.CreateRole(role)));
        changes.addAll(Adoption.ofRoles(desired, actual));
    }

    void placeSchemas() {
        desired.schemas().stream()
                .sorted(Comparator.comparing(Schema::name))
                .flatMap(schema -> place(schema).stream())
                .forEach(changes::add);
        changes.addAll(Adoption.ofSchemas(desired, actual));
    }

    /** Before other rights: who is not a member of an owner cannot grant or revoke in its name. */
    void joinGroups() {
        grant(Grant::isMembership);
    }

    void revoke() {
        addInOrder(grants.superfluous(), Change.RevokePrivilege::new);
    }

    void createExtensions() {
        addInOrder(minus(desired.extensions(), actual.extensions()), Change.CreateExtension::new);
    }

    void setPasswords() {
        addInOrder(minus(desired.credentials(), actual.credentials()), Change.SetPassword::new);
    }

    void adjustRoles() {
        desired.roles().stream()
                .sorted(Comparator.comparing(Role::name))
                .flatMap(role -> limit(role).stream())
                .forEach(changes::add);
        desired.roles().stream()
                .flatMap(this::superfluousAttributes)
                .sorted(Comparator.comparing(Object::toString))
                .forEach(changes::add);
    }

    void grantOnSchemas() {
        grant(grant -> grant.target() instanceof GrantTarget.OfSchema);
    }

    /** Who is to own something must be allowed to create it there; who grants on all of it, to own all of it. */
    void setObjectOwner() {
        changes.addAll(Adoption.ofObjects(desired, actual));
    }

    void grantTheRest() {
        grant(grant -> !grant.isMembership() && !(grant.target() instanceof GrantTarget.OfSchema));
    }

    void setSettings() {
        minus(actual.settings(), desired.settings()).stream()
                .filter(found -> desired.settings().stream()
                        .noneMatch(wanted -> wanted.role().equals(found.role())
                                && wanted.name().equals(found.name())))
                .map(found -> new Change.ResetSetting(found.role(), found.name()))
                .sorted(Comparator.comparing(Change.ResetSetting::name))
                .forEach(changes::add);
        addInOrder(minus(desired.settings(), actual.settings()), Change.SetSetting::new);
    }

    void openLogins() {
        addInOrder(names(role -> role.login() && !mayLogIn(role.name())), Change.OpenLogin::new);
    }

    /** What was taken over is closed and kept: only its resource's deletion drops it, if the platform lets that. */
    void retireRoles() {
        outOfUse.stream()
                .filter(role -> !role.adopted())
                .forEach(role -> changes.add(new Change.RetireRole(role.name(), desired.owner())));
    }

    private static List<Role> outOfUse(State desired, State actual) {
        return actual.roles().stream()
                .filter(role -> desired.role(role.name()).isEmpty())
                .sorted(Planner.LOGINS_FIRST)
                .toList();
    }

    private Optional<Change> place(Schema wanted) {
        var found = actual.schema(wanted.name());
        if (found.isEmpty()) {
            return Optional.of(new Change.CreateSchema(wanted));
        }
        return wanted.owner()
                .filter(owner -> !found.get().owner().equals(Optional.of(owner)))
                .map(owner -> new Change.SetSchemaOwner(wanted.name(), owner));
    }

    private Optional<Change> limit(Role wanted) {
        return actual.role(wanted.name())
                .filter(found -> found.connectionLimit() != wanted.connectionLimit())
                .map(found -> new Change.LimitConnections(wanted.name(), wanted.connectionLimit()));
    }

    /** No role is ever given an attribute: a second password that is gone cannot be had back. */
    private Stream<Change> superfluousAttributes(Role role) {
        return actual.role(role.name()).stream()
                .flatMap(found -> minus(found.attributes(), role.attributes()).stream())
                .flatMap(attribute -> attribute == RoleAttribute.SECOND_PASSWORD
                        ? desired.credential(role.name()).stream().map(Change.DiscardOldPassword::new)
                        : Stream.of(new Change.RemoveAttribute(role.name(), attribute)));
    }

    private void grant(Predicate<Grant> which) {
        addInOrder(grants.missing().stream().filter(which).toList(), Change.GrantPrivilege::new);
    }

    private boolean mayLogIn(Identifier name) {
        return actual.role(name).filter(Role::login).isPresent();
    }

    private Set<Identifier> names(Predicate<Role> which) {
        return desired.roles().stream().filter(which).map(Role::name).collect(Collectors.toSet());
    }

    private <V> void addInOrder(Collection<V> values, Function<V, Change> change) {
        values.stream()
                .sorted(Comparator.comparing(Object::toString))
                .map(change)
                .forEach(changes::add);
    }

    static <V> Set<V> minus(Set<V> from, Set<V> what) {
        var rest = new HashSet<>(from);
        rest.removeAll(what);
        return rest;
    }
}
