package dev.lakou.database.memory;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import dev.lakou.scenarios.ModelServer;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a server in memory holds, whosever it is. */
final class InMemoryData {
    private final ScenarioEngine engine;
    private State all = State.NOTHING;

    InMemoryData(ScenarioEngine engine) {
        this.engine = engine;
    }

    State all() {
        return all;
    }

    void restore(State before) {
        all = before;
    }

    void make(Change change) {
        all = standing(ModelServer.after(new Plan(List.of(change)), all, engine));
    }

    /** What there is of the names and markers of {@code desired}; its passwords are tried at its logins alone. */
    State of(State desired) {
        open(desired);
        var roles = all.roles().stream()
                .filter(role -> desired.role(role.name()).isPresent()
                        || role.comment().filter(desired.markers()::contains).isPresent())
                .collect(Collectors.toSet());
        var schemas = all.schemas().stream()
                .filter(schema -> desired.schema(schema.name()).isPresent()
                        || schema.comment().filter(desired.markers()::contains).isPresent())
                .collect(Collectors.toSet());
        var names = names(roles, schemas);
        desired.owner().ifPresent(names::add);
        return new State(
                roles,
                schemas,
                desired.owner(),
                all.grants().stream().filter(grant -> isHeldBy(grant, names)).collect(Collectors.toSet()),
                all.settings().stream()
                        .filter(setting -> names.contains(setting.role()))
                        .collect(Collectors.toSet()),
                all.extensions().stream().filter(desired.extensions()::contains).collect(Collectors.toSet()),
                desired.credentials().stream()
                        .filter(credential -> desired.loginsToTry(roles).contains(credential.user()))
                        .filter(credential -> all.credential(credential.user())
                                .filter(stands -> stands.password().equals(credential.password()))
                                .isPresent())
                        .collect(Collectors.toSet()),
                Set.of(),
                Set.of(),
                false);
    }

    List<String> lines() {
        var grants = all.grants().stream()
                .filter(grant -> !(grant.target() instanceof GrantTarget.FutureFunctions of)
                        || all.role(of.owner()).isPresent())
                .collect(Collectors.toSet());
        return Stream.of(all.roles(), all.schemas(), grants, all.settings(), all.extensions(), all.credentials())
                .flatMap(Set::stream)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    /** What an engine lets everybody do with what an owner is going to make, who is still to be made. */
    private void open(State desired) {
        if (desired.owner().filter(owner -> all.role(owner).isEmpty()).isPresent()) {
            var found = new HashSet<>(all.grants());
            found.addAll(engine.nothing(desired).grants());
            all = with(found);
        }
    }

    /** Rights end with what they are on and with who holds them; platform roles are there without being kept here. */
    private State standing(State state) {
        var gone = new HashSet<>(all.names());
        gone.removeAll(state.names());
        all = state;
        return with(state.grants().stream()
                .filter(grant -> grant.grantee().role().filter(gone::contains).isEmpty())
                .filter(grant ->
                        concerned(grant.target()).filter(gone::contains).isEmpty())
                .collect(Collectors.toSet()));
    }

    private State with(Set<Grant> grants) {
        return new State(
                all.roles(),
                all.schemas(),
                all.owner(),
                grants,
                all.settings(),
                all.extensions(),
                all.credentials(),
                all.sessions(),
                all.strays(),
                all.adopting());
    }

    /** By one of these; or by everybody or the platform, on one of these. */
    private boolean isHeldBy(Grant grant, Set<Identifier> names) {
        var holder = grant.grantee().role();
        return holder.flatMap(all::role).isPresent()
                ? holder.filter(names::contains).isPresent()
                : concerned(grant.target()).filter(names::contains).isPresent();
    }

    /** The schema or the role that it is on. */
    private static Optional<Identifier> concerned(GrantTarget target) {
        if (target instanceof GrantTarget.OfSchema of) {
            return Optional.of(of.schema());
        }
        if (target instanceof GrantTarget.OfTable of) {
            return Optional.of(of.schema());
        }
        if (target instanceof GrantTarget.AllOf of) {
            return Optional.of(of.schema());
        }
        if (target instanceof GrantTarget.FutureOf of) {
            return Optional.of(of.schema());
        }
        if (target instanceof GrantTarget.FutureFunctions of) {
            return Optional.of(of.owner());
        }
        return target instanceof GrantTarget.OfRole of ? Optional.of(of.role()) : Optional.empty();
    }

    private static Set<Identifier> names(Set<Role> roles, Set<Schema> schemas) {
        return Stream.concat(roles.stream().map(Role::name), schemas.stream().map(Schema::name))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
