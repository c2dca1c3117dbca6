package dev.lakou.database.mysql;

import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Logins.Former;
import dev.lakou.model.Marker;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What services and additional users mean in MySQL.
 *
 * @param hasReplica whether additional users who only read come in by a replica
 * @param names how the server reads the names of tables
 */
record MySqlAccess(boolean hasReplica, MySqlNames names) {
    /** All that a service can do within a database, one by one: an administrator may lack what ALL would include. */
    static final Set<Privilege> PRIVILEGES = Set.of(
            Privilege.SELECT,
            Privilege.INSERT,
            Privilege.UPDATE,
            Privilege.DELETE,
            Privilege.CREATE,
            Privilege.DROP,
            Privilege.REFERENCES,
            Privilege.INDEX,
            Privilege.ALTER,
            Privilege.CREATE_TEMPORARY_TABLES,
            Privilege.LOCK_TABLES,
            Privilege.EXECUTE,
            Privilege.CREATE_VIEW,
            Privilege.SHOW_VIEW,
            Privilege.CREATE_ROUTINE,
            Privilege.ALTER_ROUTINE,
            Privilege.EVENT,
            Privilege.TRIGGER);

    /** Rows, and no DDL. */
    private static final Set<Privilege> WRITING = Set.of(
            Privilege.SELECT,
            Privilege.INSERT,
            Privilege.UPDATE,
            Privilege.DELETE,
            Privilege.EXECUTE,
            Privilege.LOCK_TABLES);

    State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        var state = state(
                service.user(),
                service.connectionLimit(),
                service.marker(),
                onEverything(Grantee.of(service.user()), service.schemas(), PRIVILEGES),
                new Session(service.user(), service.user(), Optional.of(service.schema())),
                logins);
        var marker = Optional.of(service.marker().toString());
        var schemas = new State(
                Set.of(),
                service.schemas().stream()
                        .map(schema -> new Schema(schema, Optional.empty(), marker))
                        .collect(Collectors.toSet()),
                Optional.empty(),
                Stream.concat(
                                grantees(service).map(Grantee::of).flatMap(user -> service.accesses().stream()
                                        .flatMap(access -> elsewhere(user, access))),
                                service.roleShares().stream()
                                        .flatMap(share -> elsewhere(share.grantee(), share.access())))
                        .collect(Collectors.toSet()),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                service.adopting());
        return Stream.concat(
                        Stream.of(schemas),
                        service.additionalUsers().stream().map(additionalUser -> desired(additionalUser, logins)))
                .reduce(state, State::and);
    }

    State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins) {
        var privileges = new HashSet<>(additionalUser.writes() ? WRITING : Set.of(Privilege.SELECT));
        if (additionalUser.temporaryTables()) {
            privileges.add(Privilege.CREATE_TEMPORARY_TABLES);
        }
        return state(
                additionalUser.user(),
                additionalUser.connectionLimit(),
                additionalUser.marker(),
                onEverything(Grantee.of(additionalUser.user()), additionalUser.allSchemas(), privileges),
                new Session(
                        additionalUser.user(),
                        additionalUser.user(),
                        additionalUser.searchPath().stream().findFirst(),
                        hasReplica && !additionalUser.writes()),
                logins);
    }

    private static State state(
            Identifier name,
            int connectionLimit,
            Marker marker,
            Set<Grant> grants,
            Session session,
            Map<Identifier, Logins> all) {
        var logins = Objects.requireNonNull(all.get(name), name::value);
        var user = Role.user(name, connectionLimit, marker);
        var twoPasswords = logins.former().filter(Former::open).isPresent();
        return new State(
                Set.of(twoPasswords ? user.with(RoleAttribute.SECOND_PASSWORD) : user),
                Set.of(),
                Optional.empty(),
                grants,
                Set.of(),
                Set.of(),
                Set.of(logins.current()),
                Set.of(session),
                Set.of(),
                false);
    }

    /** The accounts that a service works with. */
    private static Stream<Identifier> grantees(DesiredSchema service) {
        return Stream.concat(
                Stream.of(service.user()),
                service.additionalUsers().stream()
                        .filter(AdditionalUser::writes)
                        .map(AdditionalUser::user));
    }

    private Stream<Grant> elsewhere(Grantee user, Access access) {
        if (access.toEverything()) {
            return onEverything(user, access.schemas(), access.privileges()).stream();
        }
        return access.tables().stream()
                .map(table -> new GrantTarget.OfTable(access.schema(), names.stored(table), access.columns()))
                .flatMap(target -> access.privileges().stream().map(privilege -> new Grant(user, privilege, target)));
    }

    private static Set<Grant> onEverything(Grantee user, List<Identifier> schemas, Set<Privilege> privileges) {
        return schemas.stream()
                .map(GrantTarget.OfSchema::new)
                .flatMap(target -> privileges.stream().map(privilege -> new Grant(user, privilege, target)))
                .collect(Collectors.toSet());
    }
}
