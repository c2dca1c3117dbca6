package dev.lakou.database.postgresql;

import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.SearchPath;
import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.Session;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service means in PostgreSQL; {@link PostgresAdditionalUsers} says it of further logins. */
record PostgresAccess(PostgresAdditionalUsers additionalUsers) {

    State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        var owner = PostgresNames.owner(service.schema());
        var loginRoles = PostgresLogins.of(service.user(), service.connectionLimit(), service.marker(), logins);
        var state = new State(
                withGroups(loginRoles.roles(), service),
                service.schemas().stream()
                        .map(schema -> new Schema(
                                schema,
                                Optional.of(PostgresNames.ADMIN),
                                Optional.of(service.marker().toString())))
                        .collect(Collectors.toSet()),
                Optional.of(owner),
                grants(service, owner, loginRoles.roles()),
                loginRoles.roles().stream()
                        .flatMap(user -> settings(user.name(), service, owner))
                        .collect(Collectors.toSet()),
                service.extensions(),
                Set.of(loginRoles.logins().current()),
                Set.of(new Session(loginRoles.logins().current().user(), owner, Optional.of(service.schema()))),
                Set.of(),
                service.adopting());
        return service.additionalUsers().stream()
                .map(additionalUser -> additionalUsers.desired(additionalUser, logins))
                .reduce(state, State::and);
    }

    private static Set<Role> withGroups(Set<Role> users, DesiredSchema service) {
        var roles = new HashSet<>(users);
        roles.add(Role.group(PostgresNames.owner(service.schema()), service.marker()));
        roles.add(Role.group(PostgresNames.readers(service.schema()), service.marker()));
        if (hasWriters(service)) {
            roles.add(Role.group(PostgresNames.writers(service.schema()), service.marker()));
        }
        return roles;
    }

    /**
     * Not among them: EXECUTE on future functions for PUBLIC. PostgreSQL grants it by default, so leaving it out of
     * the desired state takes it away.
     */
    private Set<Grant> grants(DesiredSchema service, Identifier owner, Set<Role> users) {
        var grants = new HashSet<>(Set.of(
                Grant.membership(PostgresNames.ADMIN, owner),
                Grant.membership(owner, PostgresNames.connectGroup(additionalUsers.database()))));
        users.forEach(user -> grants.add(Grant.membership(user.name(), owner)));
        for (var schema : service.schemas()) {
            grants.add(Grant.to(owner, Privilege.USAGE, new GrantTarget.OfSchema(schema)));
            grants.add(Grant.to(owner, Privilege.CREATE, new GrantTarget.OfSchema(schema)));
            grants.addAll(
                    onEverything(PostgresNames.readers(service.schema()), owner, schema, Set.of(Privilege.SELECT)));
            if (hasWriters(service)) {
                grants.addAll(ofWriters(PostgresNames.writers(service.schema()), owner, schema));
            }
        }
        service.roleShares()
                .forEach(share ->
                        share.grantee().role().ifPresent(role -> grants.addAll(elsewhere(role, share.access()))));
        grantees(service).forEach(role -> service.accesses().forEach(access -> grants.addAll(elsewhere(role, access))));
        return grants;
    }

    /** No DDL: whoever may create nothing owns nothing, and what it does not own it can neither alter nor drop. */
    private static Set<Grant> ofWriters(Identifier writers, Identifier owner, Identifier schema) {
        var grants = onEverything(
                writers, owner, schema, Set.of(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE));
        Map.of(
                        ObjectKind.SEQUENCES, Set.of(Privilege.USAGE, Privilege.SELECT, Privilege.UPDATE),
                        ObjectKind.FUNCTIONS, Set.of(Privilege.EXECUTE))
                .forEach((kind, privileges) -> privileges.forEach(privilege -> {
                    grants.add(Grant.to(writers, privilege, new GrantTarget.AllOf(kind, owner, schema)));
                    grants.add(Grant.to(writers, privilege, new GrantTarget.FutureOf(kind, owner, schema)));
                }));
        return grants;
    }

    /** The roles that a service works as: its owner, and what its writing additional users are members of. */
    private static List<Identifier> grantees(DesiredSchema service) {
        var owner = PostgresNames.owner(service.schema());
        return hasWriters(service) ? List.of(owner, PostgresNames.writers(service.schema())) : List.of(owner);
    }

    private static Set<Grant> elsewhere(Identifier role, Access access) {
        if (!access.toEverything()) {
            var grants = new HashSet<Grant>();
            grants.add(Grant.to(role, Privilege.USAGE, new GrantTarget.OfSchema(access.schema())));
            for (var table : access.tables()) {
                var target = new GrantTarget.OfTable(access.schema(), table, access.columns());
                access.privileges().forEach(privilege -> grants.add(Grant.to(role, privilege, target)));
            }
            return grants;
        }
        if (access.privileges().equals(Set.of(Privilege.SELECT))) {
            return Set.of(Grant.membership(role, PostgresNames.readers(access.schema())));
        }
        return access.schemas().stream()
                .flatMap(schema ->
                        onEverything(role, PostgresNames.owner(access.schema()), schema, access.privileges()).stream())
                .collect(Collectors.toSet());
    }

    /** Today's tables and tomorrow's. */
    private static Set<Grant> onEverything(
            Identifier role, Identifier owner, Identifier schema, Set<Privilege> privileges) {
        var grants = new HashSet<Grant>();
        grants.add(Grant.to(role, Privilege.USAGE, new GrantTarget.OfSchema(schema)));
        for (var privilege : privileges) {
            grants.add(Grant.to(role, privilege, new GrantTarget.AllOf(ObjectKind.TABLES, owner, schema)));
            grants.add(Grant.to(role, privilege, new GrantTarget.FutureOf(ObjectKind.TABLES, owner, schema)));
        }
        return grants;
    }

    private static boolean hasWriters(DesiredSchema service) {
        return service.additionalUsers().stream().anyMatch(AdditionalUser::writes);
    }

    private static Stream<Setting> settings(Identifier user, DesiredSchema service, Identifier owner) {
        var path = new ArrayList<>(List.of(service.schema()));
        path.addAll(service.searchPath());
        var settings = new TreeMap<>(service.settings());
        settings.put("role", owner.value());
        settings.put(SearchPath.SETTING, new SearchPath(path).toString());
        return settings.entrySet().stream().map(setting -> new Setting(user, setting.getKey(), setting.getValue()));
    }
}
