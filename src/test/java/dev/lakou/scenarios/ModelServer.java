package dev.lakou.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Credential;
import dev.lakou.model.Grant;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A server of the model's words alone: it does what a change says, and refuses one that no server would take. */
public final class ModelServer implements Change.Cases<ModelServer> {
    private final State before;
    private final boolean hasSecondPasswords;
    private final Map<Identifier, Role> roles = new HashMap<>();
    private final Map<Identifier, Schema> schemas = new HashMap<>();
    private final Map<Identifier, Credential> credentials = new HashMap<>();
    private final Set<Grant> grants;
    private final Set<Setting> settings;
    private final Set<Identifier> extensions;
    private final Set<String> strays;

    private ModelServer(State before, boolean hasSecondPasswords) {
        this.before = before;
        this.hasSecondPasswords = hasSecondPasswords;
        before.roles().forEach(role -> roles.put(role.name(), role));
        before.schemas().forEach(schema -> schemas.put(schema.name(), schema));
        before.credentials().forEach(credential -> credentials.put(credential.user(), credential));
        this.grants = new HashSet<>(before.grants());
        this.settings = new HashSet<>(before.settings());
        this.extensions = new HashSet<>(before.extensions());
        this.strays = new HashSet<>(before.strays());
    }

    /** What is found once a plan was carried out. */
    static Ownership after(Plan plan, Ownership found, ScenarioEngine engine) {
        return new Ownership(found.marker(), after(plan, found.found(), engine));
    }

    /** The same of all that a server holds. */
    public static State after(Plan plan, State before, ScenarioEngine engine) {
        var server = new ModelServer(before, engine.hasSecondPasswords());
        plan.changes().forEach(change -> change.accept(server));
        return server.state();
    }

    private State state() {
        return new State(
                Set.copyOf(roles.values()),
                Set.copyOf(schemas.values()),
                before.owner(),
                grants,
                settings,
                extensions,
                Set.copyOf(credentials.values()),
                Set.of(),
                strays,
                before.adopting());
    }

    @Override
    public ModelServer createRole(Change.CreateRole change) {
        var role = change.role();
        assertThat(roles.put(role.name(), role.closed()))
                .as("role %s before it is created", role.name())
                .isNull();
        return without(role.name(), RoleAttribute.SECOND_PASSWORD);
    }

    @Override
    public ModelServer createSchema(Change.CreateSchema change) {
        var schema = change.schema();
        assertThat(schemas.put(schema.name(), schema))
                .as("schema %s before it is created", schema.name())
                .isNull();
        return this;
    }

    @Override
    public ModelServer setSchemaOwner(Change.SetSchemaOwner change) {
        return schema(
                change.schema(),
                found -> new Schema(found.name(), Optional.of(change.owner()), found.comment(), found.adopted()));
    }

    @Override
    public ModelServer adoptSchema(Change.AdoptSchema change) {
        var comment = change.schema().comment().map(Marker::adopted);
        return schema(change.schema().name(), found -> new Schema(found.name(), found.owner(), comment));
    }

    @Override
    public ModelServer adoptRole(Change.AdoptRole change) {
        var comment = change.role().comment().map(Marker::adopted);
        return role(
                change.role().name(),
                found -> new Role(found.name(), found.login(), found.connectionLimit(), comment, found.attributes()));
    }

    @Override
    public ModelServer setObjectOwner(Change.SetObjectOwner change) {
        strays.clear();
        return this;
    }

    @Override
    public ModelServer createExtension(Change.CreateExtension change) {
        assertThat(extensions.add(change.extension())).isTrue();
        return this;
    }

    /** A password beside another one leaves that as the second. */
    @Override
    public ModelServer setPassword(Change.SetPassword change) {
        var credential = change.credential();
        credentials.put(credential.user(), credential);
        var retains = credential.former().isPresent() || credential.retainsPresent();
        return retains && hasSecondPasswords
                ? role(credential.user(), found -> found.with(RoleAttribute.SECOND_PASSWORD))
                : this;
    }

    @Override
    public ModelServer discardOldPassword(Change.DiscardOldPassword change) {
        return without(change.current().user(), RoleAttribute.SECOND_PASSWORD);
    }

    @Override
    public ModelServer limitConnections(Change.LimitConnections change) {
        return role(
                change.role(),
                found -> new Role(
                        found.name(),
                        found.login(),
                        change.limit(),
                        found.comment(),
                        found.attributes(),
                        found.adopted()));
    }

    @Override
    public ModelServer removeAttribute(Change.RemoveAttribute change) {
        return without(change.role(), change.attribute());
    }

    @Override
    public ModelServer grantPrivilege(Change.GrantPrivilege change) {
        assertThat(grants.add(change.grant()))
                .as("%s is granted once", change.grant())
                .isTrue();
        return this;
    }

    @Override
    public ModelServer revokePrivilege(Change.RevokePrivilege change) {
        assertThat(grants.remove(change.grant()))
                .as("%s is there to be revoked", change.grant())
                .isTrue();
        return this;
    }

    @Override
    public ModelServer setSetting(Change.SetSetting change) {
        forget(change.setting().role(), change.setting().name());
        settings.add(change.setting());
        return this;
    }

    @Override
    public ModelServer resetSetting(Change.ResetSetting change) {
        assertThat(forget(change.role(), change.name())).isTrue();
        return this;
    }

    @Override
    public ModelServer openLogin(Change.OpenLogin change) {
        return login(change.role(), true);
    }

    @Override
    public ModelServer closeLogin(Change.CloseLogin change) {
        return login(change.role(), false);
    }

    @Override
    public ModelServer dropSchema(Change.DropSchema change) {
        assertThat(schemas.remove(change.schema())).isNotNull();
        return this;
    }

    @Override
    public ModelServer dropRole(Change.DropRole change) {
        return drop(change.role());
    }

    @Override
    public ModelServer retireRole(Change.RetireRole change) {
        return drop(change.role());
    }

    private ModelServer drop(Identifier role) {
        assertThat(roles.remove(role))
                .as("role %s is there to be dropped", role)
                .isNotNull();
        grants.removeIf(grant -> grant.grantee().equals(Grantee.of(role)));
        settings.removeIf(setting -> setting.role().equals(role));
        credentials.remove(role);
        return this;
    }

    private ModelServer login(Identifier name, boolean login) {
        return role(
                name,
                found -> new Role(
                        found.name(),
                        login,
                        found.connectionLimit(),
                        found.comment(),
                        found.attributes(),
                        found.adopted()));
    }

    private ModelServer without(Identifier name, RoleAttribute attribute) {
        return role(
                name,
                found -> new Role(
                        found.name(),
                        found.login(),
                        found.connectionLimit(),
                        found.comment(),
                        found.attributes().stream()
                                .filter(one -> one != attribute)
                                .collect(Collectors.toSet()),
                        found.adopted()));
    }

    private ModelServer role(Identifier name, UnaryOperator<Role> change) {
        roles.put(name, change.apply(Objects.requireNonNull(roles.get(name), name::value)));
        return this;
    }

    private ModelServer schema(Identifier name, UnaryOperator<Schema> change) {
        schemas.put(name, change.apply(Objects.requireNonNull(schemas.get(name), name::value)));
        return this;
    }

    private boolean forget(Identifier role, String name) {
        return settings.removeIf(
                setting -> setting.role().equals(role) && setting.name().equals(name));
    }
}
