package dev.lakou.model;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a server is one resource's: what carries its marker, what it takes over, and the rights that its roles hold or
 * that are on its own things. Only {@link Ownership} makes one, so a plan that is made from it can name nothing else.
 */
public final class OwnedState {
    private final Marker marker;
    private final State state;

    /**
     * @param roles the names of the resource's roles, those not made yet among them
     * @param schemas the same of its schemas
     */
    OwnedState(Marker marker, State found, Set<Identifier> roles, Set<Identifier> schemas) {
        var own = new OwnTarget(roles, schemas);
        this.marker = marker;
        this.state = new State(
                found.roles().stream()
                        .filter(role -> roles.contains(role.name()))
                        .collect(Collectors.toSet()),
                found.schemas().stream()
                        .filter(schema -> schemas.contains(schema.name()))
                        .collect(Collectors.toSet()),
                found.owner(),
                found.grants().stream()
                        .filter(grant -> isRoles(grant.grantee(), roles)
                                || grant.target().accept(own))
                        .collect(Collectors.toSet()),
                found.settings().stream()
                        .filter(setting -> roles.contains(setting.role()))
                        .collect(Collectors.toSet()),
                found.extensions(),
                found.credentials().stream()
                        .filter(credential -> roles.contains(credential.user()))
                        .collect(Collectors.toSet()),
                found.sessions().stream()
                        .filter(session -> roles.contains(session.user()))
                        .collect(Collectors.toSet()),
                schemas.isEmpty() ? Set.of() : found.strays(),
                found.adopting());
    }

    /** An account of the same name that comes from another host is not the resource's. */
    private static boolean isRoles(Grantee grantee, Set<Identifier> roles) {
        return grantee.host().isEmpty()
                && grantee.role().filter(roles::contains).isPresent();
    }

    public Marker marker() {
        return marker;
    }

    public State state() {
        return state;
    }

    /** Whether nothing on the server is the resource's. */
    public boolean isEmpty() {
        return state.roles().isEmpty() && state.schemas().isEmpty();
    }

    /** Whether a grant is on something that is the resource's own. */
    private record OwnTarget(Set<Identifier> roles, Set<Identifier> schemas) implements GrantTarget.Cases<Boolean> {
        @Override
        public Boolean ofSchema(GrantTarget.OfSchema target) {
            return schemas.contains(target.schema());
        }

        @Override
        public Boolean ofTable(GrantTarget.OfTable target) {
            return schemas.contains(target.schema());
        }

        @Override
        public Boolean allOf(GrantTarget.AllOf target) {
            return schemas.contains(target.schema());
        }

        @Override
        public Boolean futureOf(GrantTarget.FutureOf target) {
            return schemas.contains(target.schema()) && roles.contains(target.owner());
        }

        @Override
        public Boolean futureFunctions(GrantTarget.FutureFunctions target) {
            return roles.contains(target.owner());
        }

        @Override
        public Boolean ofServer(GrantTarget.OfServer target) {
            return false;
        }

        @Override
        public Boolean ofPattern(GrantTarget.OfPattern target) {
            return false;
        }

        @Override
        public Boolean ofRoutine(GrantTarget.OfRoutine target) {
            return schemas.contains(target.schema());
        }

        @Override
        public Boolean ofAccount(GrantTarget.OfAccount target) {
            return false;
        }

        @Override
        public Boolean ofRole(GrantTarget.OfRole target) {
            return roles.contains(target.role());
        }
    }
}
