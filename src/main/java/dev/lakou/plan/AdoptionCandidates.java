package dev.lakou.plan;

import dev.lakou.model.Identifier;
import dev.lakou.model.Ownership;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is on a server under the names of a service and does not carry its marker, as it was found. */
public record AdoptionCandidates(Set<Schema> schemas, Set<Role> roles) {
    public AdoptionCandidates {
        schemas = Set.copyOf(schemas);
        roles = Set.copyOf(roles);
    }

    public static AdoptionCandidates of(State desired, State actual) {
        return new AdoptionCandidates(
                actual.schemas().stream()
                        .filter(found -> desired.schema(found.name())
                                .filter(wanted -> !wanted.comment().equals(found.comment()))
                                .isPresent())
                        .collect(Collectors.toSet()),
                actual.roles().stream()
                        .filter(found -> desired.role(found.name())
                                .filter(wanted -> !wanted.comment().equals(found.comment()))
                                .isPresent())
                        .collect(Collectors.toSet()));
    }

    public boolean isEmpty() {
        return schemas.isEmpty() && roles.isEmpty();
    }

    public Set<Identifier> schemaNames() {
        return schemas.stream().map(Schema::name).collect(Collectors.toUnmodifiableSet());
    }

    public Set<Identifier> roleNames() {
        return roles.stream().map(Role::name).collect(Collectors.toUnmodifiableSet());
    }

    /** What is written on them: markers of other resources, or anybody's words. */
    public Set<String> comments() {
        return Stream.concat(
                        schemas.stream().flatMap(schema -> schema.comment().stream()),
                        roles.stream().flatMap(role -> role.comment().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What was found, with nobody's marker on them: nothing else can be claimed by a resource that adopts. */
    public Ownership unmarkedIn(Ownership found) {
        var actual = found.found();
        var others = new HashSet<>(actual.schemas());
        others.removeAll(schemas);
        schemas.forEach(schema -> others.add(schema.unmarked()));
        var otherRoles = new HashSet<>(actual.roles());
        otherRoles.removeAll(roles);
        roles.forEach(role -> otherRoles.add(role.unmarked()));
        return new Ownership(
                found.marker(),
                new State(
                        otherRoles,
                        others,
                        actual.owner(),
                        actual.grants(),
                        actual.settings(),
                        actual.extensions(),
                        actual.credentials(),
                        actual.sessions(),
                        actual.strays(),
                        actual.adopting()));
    }
}
