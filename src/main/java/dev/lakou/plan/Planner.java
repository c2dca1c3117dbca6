package dev.lakou.plan;

import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Orders the changes that turn a found state into a desired one. */
public final class Planner {
    /** They are members of the groups. */
    static final Comparator<Role> LOGINS_FIRST =
            Comparator.comparing(Role::login).reversed().thenComparing(Role::name);

    private Planner() {}

    /**
     * The changes that make {@code actual} what {@code desired} says. It never drops a schema, and of roles only those
     * that carry the marker of the desired ones and went out of use.
     */
    public static Plan plan(State desired, State actual) {
        var draft = new PlanDraft(desired, actual);
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

    /**
     * The changes that keep every role in {@code actual} which carries the marker from logging in, and take what
     * {@code desired} does not say; nothing else.
     */
    public static Plan planRetain(Marker marker, State desired, State actual) {
        var draft = new PlanDraft(desired, actual);
        draft.revoke();
        var changes = new ArrayList<>(closings(marker, actual));
        changes.addAll(draft.plan().changes());
        return new Plan(changes);
    }

    /** The changes that remove everything in {@code actual} which carries the marker, and nothing else. */
    public static Plan planDelete(Marker marker, State actual) {
        var changes = new ArrayList<>(closings(marker, actual));
        actual.schemas().stream()
                .filter(schema -> carries(marker, schema.comment()))
                .forEach(schema -> changes.add(new Change.DropSchema(schema.name())));
        ours(marker, actual).forEach(role -> changes.add(new Change.DropRole(role.name())));
        return new Plan(changes);
    }

    private static List<Change> closings(Marker marker, State actual) {
        return ours(marker, actual)
                .filter(Role::login)
                .<Change>map(role -> new Change.CloseLogin(role.name()))
                .toList();
    }

    private static Stream<Role> ours(Marker marker, State actual) {
        return actual.roles().stream()
                .filter(role -> carries(marker, role.comment()))
                .sorted(LOGINS_FIRST);
    }

    private static boolean carries(Marker marker, Optional<String> comment) {
        return comment.equals(Optional.of(marker.toString()));
    }
}
