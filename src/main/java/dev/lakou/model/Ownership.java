package dev.lakou.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose the things are that were found on a server under the names of one resource: its own, by their marker; another
 * resource's or installation's, by theirs; or nobody's.
 */
public record Ownership(Marker marker, State found) {

    /** What carries the marker, and nothing else. */
    public OwnedState owned() {
        return new OwnedState(
                marker,
                found,
                ours(found.roles(), Role::name, Role::comment),
                ours(found.schemas(), Schema::name, Schema::comment));
    }

    /**
     * What the resource has, and what it may make or take over on the way to a desired state.
     *
     * @throws IllegalArgumentException if there are {@link #conflicts}
     */
    public OwnedState claim(State desired) {
        if (!conflicts(desired).isEmpty()) {
            throw new IllegalArgumentException("Not this resource's: " + conflicts(desired));
        }
        var owned = owned().state();
        return new OwnedState(
                marker,
                found,
                names(Stream.concat(owned.roles().stream(), desired.roles().stream()), Role::name),
                names(Stream.concat(owned.schemas().stream(), desired.schemas().stream()), Schema::name));
    }

    /**
     * What stands under desired names and is not the resource's, in words. Where the desired state adopts, what carries
     * no marker is welcome.
     */
    public List<String> conflicts(State desired) {
        var conflicts = new ArrayList<String>();
        for (var schema : found.schemas()) {
            if (desired.schema(schema.name()).isPresent() && !mayHave(desired, schema.comment())) {
                conflicts.add("schema " + foreign(schema.name(), schema.comment()));
            }
        }
        for (var role : found.roles()) {
            if (desired.role(role.name()).isPresent() && !mayHave(desired, role.comment())) {
                conflicts.add("role " + foreign(role.name(), role.comment()));
            }
        }
        conflicts.sort(Comparator.naturalOrder());
        return conflicts;
    }

    private boolean mayHave(State desired, Optional<String> comment) {
        return marker.isOn(comment) || desired.adopting() && !Marker.isOnAnybodys(comment);
    }

    private <T> Set<Identifier> ours(
            Set<T> things, Function<T, Identifier> name, Function<T, Optional<String>> comment) {
        return names(things.stream().filter(thing -> marker.isOn(comment.apply(thing))), name);
    }

    private static <T> Set<Identifier> names(Stream<T> things, Function<T, Identifier> name) {
        return things.map(name).collect(Collectors.toCollection(HashSet::new));
    }

    private static String foreign(Identifier name, Optional<String> comment) {
        var owner = comment.filter(text -> Marker.isOnAnybodys(Optional.of(text)))
                .map(text -> " of " + text.substring(Marker.PREFIX.length()))
                .orElse(" without a marker of Lakou");
        return '"' + name.value() + '"' + owner;
    }
}
