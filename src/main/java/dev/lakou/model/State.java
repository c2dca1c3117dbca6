package dev.lakou.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that makes a service, desired or found: two equal states need no change. All values are in the normal
 * form of the engine, so that equality is the diff.
 *
 * @param roles those desired; or those found by these names, and whatever else carries their marker
 * @param schemas the same
 * @param owner the role that owns what is made in the schemas; empty where the engine knows no owners, or nothing is made
 * @param credentials the desired credentials, or those that the server accepts
 * @param sessions what a login with the credentials should find; nothing of a found state: see {@link LoginProof}
 * @param strays what is in a schema and does not belong to its owner, in words
 * @param adopting whether what others made under these names becomes the service's
 */
public record State(
        Set<Role> roles,
        Set<Schema> schemas,
        Optional<Identifier> owner,
        Set<Grant> grants,
        Set<Setting> settings,
        Set<Identifier> extensions,
        Set<Credential> credentials,
        Set<Session> sessions,
        Set<String> strays,
        boolean adopting) {

    /** A server on which nothing of the service is. */
    public static final State NOTHING = of(Set.of(), Set.of(), Set.of());

    public State {
        roles = Set.copyOf(roles);
        schemas = Set.copyOf(schemas);
        grants = Set.copyOf(grants);
        settings = Set.copyOf(settings);
        extensions = Set.copyOf(extensions);
        credentials = Set.copyOf(credentials);
        sessions = Set.copyOf(sessions);
        strays = Set.copyOf(strays);
    }

    /** Roles, schemas and rights alone. */
    public static State of(Set<Role> roles, Set<Schema> schemas, Set<Grant> grants) {
        return new State(
                roles, schemas, Optional.empty(), grants, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);
    }

    /** All of this and all of the other. */
    public State and(State other) {
        return new State(
                both(roles, other.roles),
                both(schemas, other.schemas),
                owner.or(() -> other.owner),
                both(grants, other.grants),
                both(settings, other.settings),
                both(extensions, other.extensions),
                both(credentials, other.credentials),
                both(sessions, other.sessions),
                both(strays, other.strays),
                adopting || other.adopting);
    }

    /** The same without passwords, and without what only a login can show. */
    public State withoutCredentials() {
        return new State(roles, schemas, owner, grants, settings, extensions, Set.of(), Set.of(), strays, adopting);
    }

    /** The same, whose server accepts these credentials. */
    public State accepting(Set<Credential> accepted) {
        return new State(roles, schemas, owner, grants, settings, extensions, accepted, sessions, strays, adopting);
    }

    public Optional<Role> role(Identifier name) {
        return roles.stream().filter(role -> role.name().equals(name)).findFirst();
    }

    public Optional<Schema> schema(Identifier name) {
        return schemas.stream().filter(schema -> schema.name().equals(name)).findFirst();
    }

    public Optional<Credential> credential(Identifier user) {
        return credentials.stream()
                .filter(credential -> credential.user().equals(user))
                .findFirst();
    }

    public Optional<Session> session(Identifier user) {
        return sessions.stream().filter(session -> session.user().equals(user)).findFirst();
    }

    /** Of roles that were found, those that may be logged in as: not what others made, unless that is taken over. */
    public Set<Identifier> loginsToTry(Set<Role> found) {
        return found.stream()
                .filter(one -> adopting || role(one.name()).map(Role::comment).equals(Optional.of(one.comment())))
                .map(Role::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of its roles and schemas. */
    public Set<Identifier> names() {
        return Stream.concat(roles.stream().map(Role::name), schemas.stream().map(Schema::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The markers that its roles carry. */
    public Set<String> markers() {
        return roles.stream().flatMap(role -> role.comment().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static <V> Set<V> both(Set<V> one, Set<V> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
