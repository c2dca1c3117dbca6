package dev.lakou.database.memory;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.LoginEvidence;
import dev.lakou.database.Observation;
import dev.lakou.database.PoolUse;
import dev.lakou.database.ReadBack;
import dev.lakou.database.SchemaRight;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SlowStatements;
import dev.lakou.database.WatchedSession;
import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.Credential;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Logins;
import dev.lakou.model.MarkedSchema;
import dev.lakou.model.Marker;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.AdoptionCandidates;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A server that does in memory what its engine says and the contract of all servers asks, and what it is told to do
 * amiss: break off before a change, leave one out in silence, let a login in as somebody else. It has no tables and no
 * clients, so that there is nothing to measure, to share or to take over.
 */
public final class InMemoryServer implements SharedServer {
    private final ScenarioEngine engine;
    private final InMemoryData data;
    private Predicate<Change> ignored = change -> false;
    private UnaryOperator<Session> sessions = UnaryOperator.identity();
    private int changesUntilItBreaks = Integer.MAX_VALUE;
    private int changesMade;
    private boolean closed;

    InMemoryServer(ScenarioEngine engine, InMemoryData data) {
        this.engine = engine;
        this.data = data;
    }

    public static InMemoryServer of(ScenarioEngine engine) {
        return new InMemoryServer(engine, new InMemoryData(engine));
    }

    /** Its next plan ends after so many changes, as when the operator, the server or the line between them dies. */
    public void breakAfter(int changes) {
        changesUntilItBreaks = changes;
    }

    /** Says of these that they were made, and does not make them. */
    public void ignore(Predicate<Change> changes) {
        ignored = changes;
    }

    /** What logins find instead of what they should. */
    public void alter(UnaryOperator<Session> found) {
        sessions = found;
    }

    public int changesMade() {
        return changesMade;
    }

    /** Everything that it holds, one line each. */
    public List<String> inventory() {
        return data.lines();
    }

    @Override
    public ServerReport probe() {
        requireOpen();
        var flavor = engine.hasSecondPasswords() ? Flavor.MYSQL : Flavor.POSTGRESQL;
        return new ServerReport(
                "1", flavor, true, 100, Optional.of("in memory"), List.of(), List.of(), Optional.empty());
    }

    @Override
    public ServerReport bootstrap() {
        return probe();
    }

    @Override
    public List<String> foundation() {
        return List.of();
    }

    @Override
    public List<Violation> violations(DesiredSchema service) {
        return engine.violations(service);
    }

    @Override
    public List<Violation> violations(AdditionalUser additionalUser) {
        return engine.violations(additionalUser);
    }

    @Override
    public Optional<Identifier> owner(DesiredSchema service) {
        return engine.desired(service, Map.of(service.user(), anyLogins(service.user())))
                .owner();
    }

    private Logins anyLogins(Identifier user) {
        return Logins.only(new Credential(user, new Password("any")));
    }

    @Override
    public List<Identifier> logins(Identifier user) {
        return engine.logins(user);
    }

    @Override
    public State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        return engine.desired(service, logins);
    }

    @Override
    public State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins) {
        return engine.desired(additionalUser, logins);
    }

    @Override
    public Set<MarkedSchema> marked(Set<MarkedSchema> schemas) {
        requireOpen();
        return schemas.stream()
                .filter(one -> data.all()
                        .schema(one.name())
                        .filter(schema -> one.marker().isOn(schema.comment()))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    @Override
    public Observation observe(State desired) {
        requireOpen();
        var found = data.of(desired);
        var evidence = new HashMap<Identifier, LoginEvidence>();
        desired.sessions().forEach(session -> found.role(session.user())
                .ifPresent(role -> evidence.put(role.name(), new LoginEvidence(role.toString(), ""))));
        return new Observation(found, List.of(), List.of(), evidence, Optional.empty());
    }

    @Override
    public ReadBack readBack(State desired, Observation before) {
        return new ReadBack(observe(desired), digests(desired.names()));
    }

    @Override
    public List<LoginProof> prove(State desired, Observation seen) {
        requireOpen();
        return desired.sessions().stream()
                .filter(session -> seen.logins().containsKey(session.user()))
                .map(session -> proof(desired, session))
                .toList();
    }

    private LoginProof proof(State desired, Session session) {
        var now = data.of(desired);
        return now.credential(session.user()).isPresent()
                        && now.role(session.user()).filter(Role::login).isPresent()
                ? new LoginProof.Proved(sessions.apply(session))
                : new LoginProof.Refused(session.user(), "its password is another, or it is closed");
    }

    @Override
    public void trust(State desired) {
        // A login costs nothing here, and is tried each time.
    }

    @Override
    public Map<Identifier, Marker> openLogins() {
        requireOpen();
        return data.all().roles().stream()
                .filter(Role::login)
                .filter(role -> role.comment().flatMap(Marker::parse).isPresent())
                .collect(Collectors.toMap(
                        Role::name,
                        role -> role.comment().flatMap(Marker::parse).orElseThrow()));
    }

    @Override
    public Set<Credential> rightPasswords(Set<Credential> credentials) {
        requireOpen();
        return credentials.stream()
                .filter(credential -> data.all()
                        .credential(credential.user())
                        .filter(stands -> stands.password().equals(credential.password()))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    @Override
    public String fingerprint() {
        requireOpen();
        return Integer.toHexString(data.lines().hashCode());
    }

    @Override
    public Map<Identifier, String> digests() {
        return digests(data.all().names());
    }

    private Map<Identifier, String> digests(Set<Identifier> names) {
        requireOpen();
        return data.all().names().stream()
                .filter(names::contains)
                .collect(Collectors.toMap(name -> name, name -> List.of(
                                data.all().role(name), data.all().schema(name))
                        .toString()));
    }

    @Override
    public List<String> sql(Plan plan) {
        return plan.describe();
    }

    /** As the engine does it: all or nothing where it has transactions, one change after the other where it has none. */
    @Override
    public AppliedPlan apply(Plan plan) {
        requireOpen();
        var before = data.all();
        for (var change : plan.changes()) {
            if (changesUntilItBreaks-- <= 0) {
                changesUntilItBreaks = Integer.MAX_VALUE;
                if (!engine.hasSecondPasswords()) {
                    data.restore(before);
                }
                throw new DatabaseException(Kind.UNREACHABLE, "The connection broke.");
            }
            if (!ignored.test(change)) {
                data.make(change);
                changesMade++;
            }
        }
        return new AppliedPlan(plan, List.of());
    }

    @Override
    public void forget(Marker marker) {
        // It has no books beside what stands on the things themselves.
    }

    @Override
    public Set<Identifier> missing(Access access) {
        return Set.of();
    }

    @Override
    public Map<Grantee, ForeignRole> foreignRoles(Set<Grantee> roles) {
        throw withoutOthers();
    }

    @Override
    public Set<Identifier> strangersOn(Collection<Identifier> schemas) {
        return Set.of();
    }

    @Override
    public List<SchemaRight> rights(Identifier schema) {
        throw withoutOthers();
    }

    @Override
    public List<HeldGrant> heldByOthers(Identifier schema, Marker owner) {
        return List.of();
    }

    @Override
    public int sessions(Identifier login) {
        return 0;
    }

    @Override
    public AdoptionReview review(AdoptionCandidates candidates, State desired) {
        throw withoutOthers();
    }

    @Override
    public List<String> dependents(Identifier schema) {
        return List.of();
    }

    @Override
    public Optional<Identifier> filledTable(Identifier schema) {
        return Optional.empty();
    }

    @Override
    public ServerProfile profile() {
        throw withoutClients();
    }

    @Override
    public ServerUsage usage() {
        throw withoutClients();
    }

    @Override
    public SlowStatements slowStatements(Marker service) {
        throw withoutClients();
    }

    @Override
    public List<WatchedSession> watch(SessionLimits limits) {
        throw withoutClients();
    }

    @Override
    public boolean end(WatchedSession session, SessionLimits limits) {
        throw withoutClients();
    }

    @Override
    public PoolUse pool() {
        throw withoutClients();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseException(Kind.UNREACHABLE, "The server in memory was closed.");
        }
    }

    private static UnsupportedOperationException withoutClients() {
        return new UnsupportedOperationException("A server in memory has no clients: ask a real one");
    }

    private static UnsupportedOperationException withoutOthers() {
        return new UnsupportedOperationException("Nobody but Lakou is on a server in memory: ask a real one");
    }
}
