package dev.lakou.plan;

import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.Comparator;
import java.util.List;

/** What others made under the names of a service, and becomes the service's where that is desired. */
public final class Adoption {
    private Adoption() {}

    /** Whether something is there that is not ours yet, and may become so. */
    public static boolean concerns(State desired, State actual) {
        return desired.adopting()
                && !(foundSchemas(desired, actual).isEmpty()
                        && foundRoles(desired, actual).isEmpty());
    }

    static List<Change> ofRoles(State desired, State actual) {
        return foundRoles(desired, actual).stream()
                .flatMap(found -> desired.role(found.name()).stream())
                .<Change>map(Change.AdoptRole::new)
                .toList();
    }

    static List<Change> ofSchemas(State desired, State actual) {
        return foundSchemas(desired, actual).stream()
                .flatMap(found -> desired.schema(found.name()).stream())
                .<Change>map(Change.AdoptSchema::new)
                .toList();
    }

    static List<Change> ofObjects(State desired, State actual) {
        var strays = actual.strays().stream().sorted().toList();
        if (strays.isEmpty()) {
            return List.of();
        }
        return desired.owner().stream()
                .<Change>map(owner -> new Change.SetObjectOwner(
                        desired.schemas().stream().map(Schema::name).sorted().toList(),
                        owner,
                        desired.adopting(),
                        strays))
                .toList();
    }

    private static List<Role> foundRoles(State desired, State actual) {
        return desired.roles().stream()
                .flatMap(role -> actual.role(role.name()).stream()
                        .filter(found -> !found.comment().equals(role.comment())))
                .sorted(Comparator.comparing(Role::name))
                .toList();
    }

    private static List<Schema> foundSchemas(State desired, State actual) {
        return desired.schemas().stream()
                .flatMap(schema -> actual.schema(schema.name()).stream()
                        .filter(found -> !found.comment().equals(schema.comment())))
                .sorted(Comparator.comparing(Schema::name))
                .toList();
    }
}
