package dev.lakou.model;

import java.util.Optional;
import java.util.Set;

/**
 * Everything that makes a room, wished for or found: two equal states need no change. All values are in the normal
 * form of the engine, so that equality is the diff.
 *
 * @param credentials the wished-for credentials, or those that the server accepts
 * @param sessions what a login with the credentials should find, or did find; a user at its connection limit has none
 */
public record State(
        Set<Role> roles,
        Set<Schema> schemas,
        Set<Grant> grants,
        Set<Setting> settings,
        Set<Identifier> extensions,
        Set<Credential> credentials,
        Set<Session> sessions) {

    /** A server on which nothing of the room is. */
    public static final State NOTHING = new State(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public State {
        roles = Set.copyOf(roles);
        schemas = Set.copyOf(schemas);
        grants = Set.copyOf(grants);
        settings = Set.copyOf(settings);
        extensions = Set.copyOf(extensions);
        credentials = Set.copyOf(credentials);
        sessions = Set.copyOf(sessions);
    }

    /** The same without passwords, and without what only a login can show. */
    public State withoutCredentials() {
        return new State(roles, schemas, grants, settings, extensions, Set.of(), Set.of());
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
}
