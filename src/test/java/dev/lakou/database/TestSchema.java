package dev.lakou.database;

import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import dev.lakou.model.Credential;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.RoleShare;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import dev.lakou.plan.AdoptionCandidates;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service on a server, and what the operator would do with it. */
public record TestSchema(SharedServer server, DesiredSchema service, Password password) {

    public static TestSchema of(SharedServer server, String schema) {
        return of(server, schema, schema + "_user");
    }

    public static TestSchema of(SharedServer server, String schema, String user) {
        return new TestSchema(
                server,
                new DesiredSchema(
                        new Marker("cluster", "tests", resource(schema)),
                        new Identifier(schema),
                        new TreeSet<>(),
                        new Identifier(user),
                        List.of(),
                        5,
                        new TreeMap<>(),
                        new TreeSet<>(),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        false),
                Password.generate(new SecureRandom()));
    }

    /** Names that only look alike are of different resources. */
    private static String resource(String schema) {
        var name = schema.replaceAll("[^a-z0-9]", "-");
        return name.equals(schema) ? name : name + "-" + Integer.toHexString(schema.hashCode());
    }

    public TestSchema withPassword(String other) {
        return new TestSchema(server, service, new Password(other));
    }

    public TestSchema withLimit(int connections) {
        return with(draft -> draft.connectionLimit = connections);
    }

    public TestSchema withSearchPath(String... schemas) {
        return with(draft ->
                draft.searchPath = Stream.of(schemas).map(Identifier::new).toList());
    }

    public TestSchema withExtraSchemas(String... schemas) {
        return with(draft -> draft.extraSchemas =
                Stream.of(schemas).map(Identifier::new).collect(Collectors.toCollection(TreeSet::new)));
    }

    public TestSchema withSettings(Map<String, String> settings) {
        return with(draft -> draft.settings = new TreeMap<>(settings));
    }

    public TestSchema withExtensions(String... extensions) {
        return with(draft -> draft.extensions =
                Stream.of(extensions).map(Identifier::new).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** With another user, who has the password of all of the service. */
    public TestSchema withAdditionalUser(String user, Reach reach) {
        var additionalUsers = new ArrayList<>(service.additionalUsers());
        additionalUsers.add(new AdditionalUser(
                service.marker(),
                new Identifier(user),
                reach,
                ViewPolicy.SERVICE,
                List.of(service.schema()),
                List.copyOf(service.extraSchemas()),
                List.of(service.schema()),
                reach == Reach.READ_WRITE,
                3,
                new TreeMap<>()));
        return with(draft -> draft.additionalUsers = additionalUsers);
    }

    public TestSchema withoutAdditionalUsers() {
        return with(draft -> draft.additionalUsers = List.of());
    }

    public TestSchema withAccess(Access... accesses) {
        return with(draft -> draft.accesses = Set.of(accesses));
    }

    public TestSchema sharedWith(RoleShare... shares) {
        return with(draft -> draft.roleShares = Set.of(shares));
    }

    public TestSchema claimedBy(Marker other) {
        return with(draft -> draft.marker = other);
    }

    public TestSchema adopting() {
        return with(draft -> draft.adopting = true);
    }

    public Identifier schema() {
        return service.schema();
    }

    public Credential credential() {
        return new Credential(service.user(), password);
    }

    public Credential credentialOf(String additionalUser) {
        return new Credential(new Identifier(additionalUser), password);
    }

    /** What it means while its first user comes in by these logins. */
    public State desired(Logins logins) {
        var all = new HashMap<>(Map.of(service.user(), logins));
        service.additionalUsers()
                .forEach(additionalUser ->
                        all.put(additionalUser.user(), Logins.only(new Credential(additionalUser.user(), password))));
        return server.desired(service, all);
    }

    /** Makes the changes between what a look at the server finds of {@code desired}, and that. */
    public static StateApplier.Applied keep(SharedServer server, State desired, Ownership found) {
        return StateApplier.keep(server, desired, server.observe(desired), found);
    }

    public State desired() {
        return desired(Logins.only(credential()));
    }

    /** What the server has of it, and what its logins find. */
    public State actual() {
        var found = server.inspect(desired());
        return new State(
                found.roles(),
                found.schemas(),
                found.owner(),
                found.grants(),
                found.settings(),
                found.extensions(),
                found.credentials(),
                sessions(),
                found.strays(),
                found.adopting());
    }

    /** What the server tells of its names, by which a change by hand is seen. */
    public Map<Identifier, String> digests() {
        var digests = new HashMap<>(server.digests());
        digests.keySet().retainAll(desired().names());
        return digests;
    }

    private Set<Session> sessions() {
        return server.prove(desired(), server.observe(desired())).stream()
                .filter(LoginProof.Proved.class::isInstance)
                .map(proof -> ((LoginProof.Proved) proof).session())
                .collect(Collectors.toSet());
    }

    public Plan plan() {
        return Planner.plan(desired(), found().claim(desired()));
    }

    /** What was found under its names, and whose it is. */
    public Ownership found() {
        return found(desired());
    }

    public Ownership found(State desired) {
        return new Ownership(service.marker(), server.inspect(desired));
    }

    /** What the server says of what would be taken over. */
    public AdoptionReview review() {
        var desired = desired();
        return server.review(AdoptionCandidates.of(desired, server.inspect(desired)), desired);
    }

    public List<String> strangers() {
        return found().conflicts(desired());
    }

    /** Makes the service, or mends it. */
    public TestSchema ensure() {
        server.apply(plan());
        return this;
    }

    public void close() {
        server.apply(Planner.planRetain(desired(), found().owned()));
    }

    public void remove() {
        server.apply(Planner.planDelete(found().owned()));
    }

    private TestSchema with(Consumer<Draft> change) {
        var draft = new Draft(service);
        change.accept(draft);
        return new TestSchema(server, draft.service(), password);
    }

    /** What of a service a test may want otherwise. */
    private static final class Draft {
        private final DesiredSchema before;
        private Marker marker;
        private SortedSet<Identifier> extraSchemas;
        private List<Identifier> searchPath;
        private int connectionLimit;
        private SortedMap<String, String> settings;
        private SortedSet<Identifier> extensions;
        private List<AdditionalUser> additionalUsers;
        private Set<Access> accesses;
        private Set<RoleShare> roleShares;
        private boolean adopting;

        Draft(DesiredSchema before) {
            this.before = before;
            this.marker = before.marker();
            this.extraSchemas = before.extraSchemas();
            this.searchPath = before.searchPath();
            this.connectionLimit = before.connectionLimit();
            this.settings = before.settings();
            this.extensions = before.extensions();
            this.additionalUsers = before.additionalUsers();
            this.accesses = before.accesses();
            this.roleShares = before.roleShares();
            this.adopting = before.adopting();
        }

        DesiredSchema service() {
            return new DesiredSchema(
                    marker,
                    before.schema(),
                    extraSchemas,
                    before.user(),
                    searchPath,
                    connectionLimit,
                    settings,
                    extensions,
                    additionalUsers,
                    accesses,
                    roleShares,
                    adopting);
        }
    }
}
