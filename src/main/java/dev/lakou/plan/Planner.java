package dev.lakou.plan;

import dev.lakou.model.Grant;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.OwnedState;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Orders the changes that turn a found state into a desired one. */
public final class Planner {
    /** They are members of the groups. */
    static final Comparator<Role> LOGINS_FIRST =
            Comparator.comparing(Role::login).reversed().thenComparing(Role::name);

    private Planner() {}

    /**
     * The changes that make what is {@code owned} what {@code desired} says. It never drops a schema, and of roles only
     * those that went out of use.
     */
    public static Plan plan(State desired, OwnedState owned) {
        var draft = new PlanDraft(desired, owned);
        draft.closeLogins();
        draft.makeRoles();
        draft.placeSchemas();
        draft.joinGroups();
        draft.revoke();
        draft.createExtensions();
        draft.setPasswords();
        draft.adjustRoles();
        draft.grantOnSchemas();
        draft.setObjectOwner();
        draft.grantTheRest();
        draft.setSettings();
        draft.openLogins();
        draft.retireRoles();
        return draft.plan();
    }

    /** The changes that keep every role from logging in, and take the rights that {@code desired} does not say; nothing else. */
    public static Plan planRetain(State desired, OwnedState owned) {
        var draft = new PlanDraft(desired, owned);
        draft.revoke();
        var changes = new ArrayList<>(closings(owned.state()));
        changes.addAll(draft.plan().changes());
        return new Plan(changes);
    }

    /** The changes that keep every role from logging in; nothing else. */
    public static Plan planClose(OwnedState owned) {
        return new Plan(closings(owned.state()));
    }

    /** The changes that remove everything that is owned. */
    public static Plan planDelete(OwnedState owned) {
        var state = owned.state();
        var changes = new ArrayList<>(closings(state));
        state.schemas().stream()
                .map(Schema::name)
                .sorted()
                .forEach(schema -> changes.add(new Change.DropSchema(schema)));
        roles(state).forEach(role -> changes.add(new Change.DropRole(role.name())));
        return new Plan(changes);
    }

    /** The changes that take rights on a resource's own schema from roles of others. */
    public static Plan planRevoke(List<HeldGrant> unconsented) {
        return new Plan(unconsented.stream()
                .map(HeldGrant::grant)
                .distinct()
                .sorted(Comparator.comparing(Grant::toString))
                .<Change>map(Change.RevokePrivilege::new)
                .toList());
    }

    private static List<Change> closings(State state) {
        return roles(state)
                .filter(Role::login)
                .<Change>map(role -> new Change.CloseLogin(role.name()))
                .toList();
    }

    private static Stream<Role> roles(State state) {
        return state.roles().stream().sorted(LOGINS_FIRST);
    }
}
