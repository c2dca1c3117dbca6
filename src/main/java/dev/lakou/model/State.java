package dev.lakou.model;

import java.util.Optional;
import java.util.Set;

/**
 * Everything that makes a room, wished for or found: two equal states need no change. All values are in the normal
 * form of the engine, so that equality is the diff.
 *
 * @param credentials the wished-for credentials, or those that the server accepts
 * @param strays what is in a schema and does not belong to its owner, in words
 * @param adopting whether what others made under these names becomes the room's
 * @param sessions what a login with the credentials should find, or did find; a user at its connection limit has none
 */
public record State(
        Set<Role> roles,
        Set<Schema> schemas,
        Set<Grant> grants,
        Set<Setting> settings,
        Set<Identifier> extensions,
        Set<Credential> credentials,
        Set<Session> sessions,
        Set<String> strays,
        boolean adopting) {

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
        strays = Set.copyOf(strays);
    }

    /** Without strays, and leaving alone what others made. */
    public State(
            Set<Role> roles,
            Set<Schema> schemas,
            Set<Grant> grants,
            Set<Setting> settings,
            Set<Identifier> extensions,
            Set<Credential> credentials,
            Set<Session> sessions) {
        this(roles, schemas, grants, settings, extensions, credentials, sessions, Set.of(), false);
    }

    /** The same, but what others made becomes the room's where {@code adopting}. */
    public State adopting(boolean adopts) {
        return new State(roles, schemas, grants, settings, extensions, credentials, sessions, strays, adopts);
    }

    /** The same without passwords, and without what only a login can show. */
    public State withoutCredentials() {
        return new State(roles, schemas, grants, settings, extensions, Set.of(), Set.of(), strays, adopting);
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
