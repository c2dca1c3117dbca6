package dev.lakou.database.postgresql;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.Observation;
import dev.lakou.database.PoolUse;
import dev.lakou.database.ReadBack;
import dev.lakou.database.SchemaRight;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SlowStatements;
import dev.lakou.database.WatchedSession;
import dev.lakou.database.jdbc.Gathering;
import dev.lakou.database.jdbc.ProvedLogins;
import dev.lakou.database.postgresql.adoption.PostgresAdoptionReview;
import dev.lakou.database.postgresql.catalog.PostgresCatalog;
import dev.lakou.database.postgresql.catalog.PostgresDependents;
import dev.lakou.database.postgresql.catalog.PostgresDrift;
import dev.lakou.database.postgresql.catalog.PostgresForeignRoles;
import dev.lakou.database.postgresql.catalog.PostgresHeldByOthers;
import dev.lakou.database.postgresql.catalog.PostgresHeldByOthers.Home;
import dev.lakou.database.postgresql.catalog.PostgresMissing;
import dev.lakou.database.postgresql.catalog.PostgresSchemaRights;
import dev.lakou.database.postgresql.catalog.VerifierAccess;
import dev.lakou.database.postgresql.connect.PostgresConnections;
import dev.lakou.database.postgresql.connect.PostgresSessions;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.usage.PostgresSlowStatements;
import dev.lakou.database.postgresql.usage.PostgresUsage;
import dev.lakou.database.postgresql.usage.PostgresWatchdog;
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
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.AdoptionCandidates;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A PostgreSQL server and the one database on it that the services share. */
final class PostgresServer implements SharedServer {
    private final PostgresConnections connections;
    private final PostgresLoginProbe logins;
    private final PostgresAccess access;
    private final Identifier database;
    private final String host;
    private final ServerPolicy policy;
    private final PostgresObserver observer;
    private final PostgresDrift drift;
    private final Gathering<Home, List<HeldGrant>> held;
    private final PostgresWriter writer;

    PostgresServer(ServerConfiguration configuration) {
        this.database = configuration
                .database()
                .orElseThrow(() -> new IllegalArgumentException("PostgreSQL needs the name of the shared database."));
        this.host = configuration.host();
        this.policy = configuration.policy();
        var logins = Math.max(1, configuration.maxConnections() / 2);
        this.connections = new PostgresConnections(configuration, Math.max(1, configuration.maxConnections() - logins));
        var verifiers = new VerifierAccess(Clock.systemUTC());
        this.logins = new PostgresLoginProbe(
                configuration, new ProvedLogins(Clock.systemUTC()), connections, verifiers, logins);
        this.access = new PostgresAccess(
                new PostgresAdditionalUsers(database, configuration.replica().isPresent()));
        this.observer =
                new PostgresObserver(connections, new PostgresCatalog(database, policy, verifiers), this.logins);
        this.drift = new PostgresDrift(verifiers);
        this.held = connections.together(PostgresHeldByOthers::of);
        this.writer = new PostgresWriter(connections, database, policy.extensions());
    }

    @Override
    public ServerReport probe() {
        return connections.with(connection -> {
            connections.requireWritable(connection);
            return report(connection);
        });
    }

    @Override
    public ServerProfile profile() {
        return connections.with(connection -> new PostgresProfile(connection, database, host).read());
    }

    @Override
    public ServerReport bootstrap() {
        return connections.with(connection -> {
            PostgresBootstrap.lay(connection, database, policy.isolation());
            return report(connection);
        });
    }

    @Override
    public List<String> foundation() {
        return connections.with(
                connection -> PostgresBootstrap.foresee(connection, database, policy.isolation()).stream()
                        .map(text -> text + ";")
                        .toList());
    }

    private ServerReport report(Connection connection) throws SQLException {
        return new PostgresProbe(connection, database, policy).report();
    }

    @Override
    public List<Violation> violations(DesiredSchema service) {
        return PostgresViolations.of(service);
    }

    @Override
    public List<Violation> violations(AdditionalUser additionalUser) {
        return PostgresViolations.of(additionalUser);
    }

    @Override
    public Optional<Identifier> owner(DesiredSchema service) {
        return Optional.of(PostgresNames.owner(service.schema()));
    }

    @Override
    public List<Identifier> logins(Identifier user) {
        return List.of(user, PostgresNames.secondLogin(user));
    }

    @Override
    public State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        return access.desired(service, logins);
    }

    @Override
    public State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins) {
        return access.additionalUsers().desired(additionalUser, logins);
    }

    @Override
    public Set<MarkedSchema> marked(Set<MarkedSchema> schemas) {
        return connections.with(connection -> PostgresMissing.marked(connection, schemas));
    }

    @Override
    public Set<Identifier> missing(Access wanted) {
        return connections.with(connection -> PostgresMissing.of(connection, wanted));
    }

    @Override
    public Map<Grantee, ForeignRole> foreignRoles(Set<Grantee> roles) {
        return connections.with(connection -> PostgresForeignRoles.of(connection, roles));
    }

    @Override
    public Set<Identifier> strangersOn(Collection<Identifier> schemas) {
        return policy.strangers() == Strangers.REVOKE
                ? Set.of()
                : connections.with(connection -> PostgresForeignRoles.on(connection, schemas));
    }

    @Override
    public List<SchemaRight> rights(Identifier schema) {
        return connections.with(connection -> PostgresSchemaRights.of(connection, schema));
    }

    @Override
    public List<HeldGrant> heldByOthers(Identifier schema, Marker owner) {
        return held.ask(new Home(schema, owner));
    }

    @Override
    public Observation observe(State desired) {
        return observer.observe(desired);
    }

    @Override
    public ReadBack readBack(State desired, Observation before) {
        return observer.readBack(desired, before);
    }

    @Override
    public List<LoginProof> prove(State desired, Observation seen) {
        return logins.prove(desired, seen.logins());
    }

    @Override
    public void trust(State desired) {
        logins.trust(desired);
    }

    @Override
    public Map<Identifier, Marker> openLogins() {
        return connections.with(PostgresSessions::openLogins);
    }

    @Override
    public Set<Credential> rightPasswords(Set<Credential> credentials) {
        return logins.right(credentials);
    }

    @Override
    public int sessions(Identifier login) {
        return connections.with(connection -> PostgresSessions.count(connection, login));
    }

    @Override
    public AdoptionReview review(AdoptionCandidates candidates, State desired) {
        return connections.with(connection -> new PostgresAdoptionReview(connection, candidates, desired).review());
    }

    @Override
    public String fingerprint() {
        return connections.with(drift::fingerprint);
    }

    @Override
    public Map<Identifier, String> digests() {
        return connections.with(drift::digests);
    }

    @Override
    public List<String> sql(Plan plan) {
        return writer.sql(plan);
    }

    @Override
    public AppliedPlan apply(Plan plan) {
        return writer.apply(plan);
    }

    /** There are no books: whose a thing is stands in its comment, and goes with it. */
    @Override
    public void forget(Marker marker) {}

    @Override
    public ServerUsage usage() {
        return connections.with(PostgresUsage::of);
    }

    @Override
    public SlowStatements slowStatements(Marker service) {
        return connections.with(connection -> new PostgresSlowStatements(connection).of(service));
    }

    @Override
    public List<WatchedSession> watch(SessionLimits limits) {
        return connections.with(connection -> new PostgresWatchdog(connection).sessions(limits));
    }

    @Override
    public boolean end(WatchedSession session, SessionLimits limits) {
        return connections.with(connection -> new PostgresWatchdog(connection).end(session, limits));
    }

    @Override
    public PoolUse pool() {
        return connections.use();
    }

    @Override
    public List<String> dependents(Identifier schema) {
        return connections.with(connection -> PostgresDependents.of(connection, schema));
    }

    @Override
    public Optional<Identifier> filledTable(Identifier schema) {
        return connections.with(connection -> new PostgresContents(connection, schema).filledTable());
    }

    @Override
    public void close() {
        connections.close();
    }
}
