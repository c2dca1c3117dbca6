package dev.lakou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Credential;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Marker MARKER = new Marker("uid", "shop", "orders");
    private static final Identifier SCHEMA = new Identifier("orders");
    private static final Identifier OWNER = new Identifier("orders_owner");
    private static final Identifier USER = new Identifier("orders_user");
    private static final Credential CREDENTIAL = new Credential(USER, new Password("Secret1"));
    private static final Grant USAGE = Grant.to(OWNER, Privilege.USAGE, new GrantTarget.OfSchema(SCHEMA));
    private static final Grant CREATE = Grant.to(OWNER, Privilege.CREATE, new GrantTarget.OfSchema(SCHEMA));
    private static final State ORDERS = state(
            Set.of(Role.group(OWNER, MARKER), Role.user(USER, 10, MARKER)),
            Set.of(new Schema(SCHEMA, Optional.of(new Identifier("lakou_admin")), Optional.of(MARKER.toString()))),
            Set.of(USAGE, CREATE, Grant.membership(USER, OWNER)),
            Set.of(new Setting(USER, "statement_timeout", "30s")),
            Set.of(CREDENTIAL));

    @Test
    void plansNothingWhenInSync() {
        var plan = plan(ORDERS);

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void opensTheLoginOnlyWhenTheSchemaIsFinished() {
        var plan = plan(State.NOTHING);

        assertThat(plan.describe())
                .containsExactly(
                        "create role \"orders_owner\"",
                        "create role \"orders_user\"",
                        "create schema \"orders\"",
                        "grant membership in \"orders_owner\" to \"orders_user\"",
                        "set the password of \"orders_user\"",
                        "grant CREATE on schema \"orders\" to \"orders_owner\"",
                        "grant USAGE on schema \"orders\" to \"orders_owner\"",
                        "set statement_timeout to 30s for \"orders_user\"",
                        "let \"orders_user\" log in");
    }

    @Test
    void touchesOnlyTheGrantThatDiffers() {
        var actual = withGrants(Set.of(USAGE, Grant.membership(USER, OWNER)));

        var plan = plan(actual);

        assertThat(plan.changes()).containsExactly(new Change.GrantPrivilege(CREATE));
    }

    @Test
    void revokesWhatNobodyAskedFor() {
        var extra = Grant.to(USER, Privilege.SELECT, new GrantTarget.AllOf(ObjectKind.TABLES, USER, SCHEMA));
        var grants = new HashSet<>(ORDERS.grants());
        grants.add(extra);

        var plan = plan(withGrants(grants));

        assertThat(plan.changes()).containsExactly(new Change.RevokePrivilege(extra));
    }

    @Test
    void changesASettingWithoutResettingIt() {
        var actual = withSettings(Set.of(new Setting(USER, "statement_timeout", "0")));

        var plan = plan(actual);

        assertThat(plan.changes())
                .containsExactly(new Change.SetSetting(new Setting(USER, "statement_timeout", "30s")));
    }

    @Test
    void resetsASettingThatNobodyAskedFor() {
        var settings = new HashSet<>(ORDERS.settings());
        settings.add(new Setting(USER, "work_mem", "20GB"));

        var plan = plan(withSettings(settings));

        assertThat(plan.changes()).containsExactly(new Change.ResetSetting(USER, "work_mem"));
    }

    @Test
    void setsThePasswordThatTheServerDoesNotAccept() {
        var actual = state(ORDERS.roles(), ORDERS.schemas(), ORDERS.grants(), ORDERS.settings(), Set.of());

        var plan = plan(actual);

        assertThat(plan.changes()).containsExactly(new Change.SetPassword(CREDENTIAL));
    }

    @Test
    void namesStrangersInsteadOfTakingThem() {
        var taken = state(
                Set.of(new Role(USER, true, Role.UNLIMITED, Optional.empty(), Set.of())),
                Set.of(new Schema(SCHEMA, Optional.empty(), Optional.of("lakou:uid/other/orders"))),
                Set.of(),
                Set.of(),
                Set.of());

        var strangers = new Ownership(MARKER, taken).conflicts(ORDERS);

        assertThat(strangers)
                .containsExactly(
                        "role \"orders_user\" without a marker of Lakou", "schema \"orders\" of uid/other/orders");
    }

    @Test
    void removesOnlyWhatCarriesTheMarker() {
        var stranger =
                new Role(new Identifier("orders_readers"), false, Role.UNLIMITED, Optional.of("by hand"), Set.of());
        var roles = new HashSet<>(ORDERS.roles());
        roles.add(stranger);
        var actual = state(roles, ORDERS.schemas(), Set.of(), Set.of(), Set.of());

        var plan = Planner.planDelete(new Ownership(MARKER, actual).owned());

        assertThat(plan.changes())
                .containsExactly(
                        new Change.CloseLogin(USER),
                        new Change.DropSchema(SCHEMA),
                        new Change.DropRole(USER),
                        new Change.DropRole(OWNER));
    }

    @Test
    void closesAndKeepsAUserThatWasTakenOver() {
        var taken = new Role(
                new Identifier("orders_dba"),
                true,
                Role.UNLIMITED,
                Optional.of(Marker.adopted(MARKER.toString())),
                Set.of());
        var roles = new HashSet<>(ORDERS.roles());
        roles.add(taken);
        var actual = state(roles, ORDERS.schemas(), ORDERS.grants(), ORDERS.settings(), Set.of(CREDENTIAL));

        var plan = plan(actual);

        assertThat(plan.changes()).containsExactly(new Change.CloseLogin(taken.name()));
    }

    @Test
    void takesOverWhatAnotherClusterLeftOnceItsMarkerIsLifted() {
        var found = new Ownership(
                MARKER,
                state(
                        Set.of(new Role(USER, true, Role.UNLIMITED, Optional.of("lakou:old/shop/orders"), Set.of())),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of()));

        var lifted = AdoptionCandidates.of(ORDERS, found.found()).unmarkedIn(found);

        assertThat(found.conflicts(ORDERS)).containsExactly("role \"orders_user\" of old/shop/orders");
        assertThat(lifted.conflicts(ORDERS)).containsExactly("role \"orders_user\" without a marker of Lakou");
    }

    @Test
    void neverDropsASchema() {
        var plan = Planner.plan(State.NOTHING, new Ownership(MARKER, ORDERS).owned());

        assertThat(plan.changes())
                .noneMatch(change -> change instanceof Change.DropSchema || change instanceof Change.DropRole);
    }

    @Test
    void passwordsDoNotReachTheWords() {
        var plan = plan(State.NOTHING);

        assertThat(plan.toString() + plan.describe()).doesNotContain("Secret1");
    }

    private static Plan plan(State actual) {
        return Planner.plan(ORDERS, new Ownership(MARKER, actual).claim(ORDERS));
    }

    private static State withGrants(Set<Grant> grants) {
        return state(ORDERS.roles(), ORDERS.schemas(), grants, ORDERS.settings(), ORDERS.credentials());
    }

    private static State withSettings(Set<Setting> settings) {
        return state(ORDERS.roles(), ORDERS.schemas(), ORDERS.grants(), settings, ORDERS.credentials());
    }

    private static State state(
            Set<Role> roles,
            Set<Schema> schemas,
            Set<Grant> grants,
            Set<Setting> settings,
            Set<Credential> credentials) {
        return new State(
                roles, schemas, Optional.of(OWNER), grants, settings, Set.of(), credentials, Set.of(), Set.of(), false);
    }
}
