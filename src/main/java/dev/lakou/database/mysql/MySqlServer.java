package dev.lakou.database.mysql;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.Observation;
import dev.lakou.database.PoolUse;
import dev.lakou.database.ReadBack;
import dev.lakou.database.SchemaRight;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SlowStatements;
import dev.lakou.database.WatchedSession;
import dev.lakou.database.jdbc.ProvedLogins;
import dev.lakou.database.mysql.adoption.MySqlAdoptionReview;
import dev.lakou.database.mysql.catalog.MySqlCatalog;
import dev.lakou.database.mysql.catalog.MySqlDependents;
import dev.lakou.database.mysql.catalog.MySqlDrift;
import dev.lakou.database.mysql.catalog.MySqlForeignRoles;
import dev.lakou.database.mysql.catalog.MySqlHeldByOthers;
import dev.lakou.database.mysql.catalog.MySqlLoginEvidence;
import dev.lakou.database.mysql.catalog.MySqlLoginProbe;
import dev.lakou.database.mysql.catalog.MySqlMissing;
import dev.lakou.database.mysql.catalog.MySqlRights;
import dev.lakou.database.mysql.catalog.MySqlSchemaRights;
import dev.lakou.database.mysql.connect.MySqlSessions;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.usage.MySqlSlowStatements;
import dev.lakou.database.mysql.usage.MySqlStatementCounts;
import dev.lakou.database.mysql.usage.MySqlUsage;
import dev.lakou.database.mysql.usage.MySqlWatchdog;
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
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A MySQL or MariaDB server, on which each schema is a database of its own. */
final class MySqlServer implements SharedServer {
    private final MySqlConnections connections;
    private final MySqlLoginProbe loginProbe;
    private final MySqlStatementCounts statementCounts = new MySqlStatementCounts();
    private final boolean hasReplica;
    private final String host;

    MySqlServer(ServerConfiguration configuration) {
        this.connections = new MySqlConnections(configuration);
        this.loginProbe = new MySqlLoginProbe(configuration, new ProvedLogins(Clock.systemUTC()));
        this.hasReplica = configuration.replica().isPresent();
        this.host = configuration.host();
    }

    @Override
    public ServerReport probe() {
        return connections.withWritable((connection, dialect) -> new MySqlProbe(connection, dialect.flavor()).report());
    }

    @Override
    public ServerProfile profile() {
        return connections.with((connection, dialect) -> new MySqlProfile(connection, host).read());
    }

    @Override
    public ServerReport bootstrap() {
        return connections.with((connection, dialect) -> {
            new MySqlBootstrap(connection, dialect.flavor()).run();
            return new MySqlProbe(connection, dialect.flavor()).report();
        });
    }

    @Override
    public List<String> foundation() {
        return connections.with((connection, dialect) -> new MySqlBootstrap(connection, dialect.flavor())
                .missing().stream().map(text -> text + ";").toList());
    }

    @Override
    public List<Violation> violations(DesiredSchema service) {
        return MySqlViolations.of(service, connections.names());
    }

    @Override
    public List<Violation> violations(AdditionalUser additionalUser) {
        return MySqlViolations.of(additionalUser);
    }

    @Override
    public Optional<Identifier> owner(DesiredSchema service) {
        return Optional.empty();
    }

    @Override
    public List<Identifier> logins(Identifier user) {
        return List.of(user);
    }

    @Override
    public State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        return access().desired(service, logins);
    }

    @Override
    public State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins) {
        return access().desired(additionalUser, logins);
    }

    @Override
    public Set<MarkedSchema> marked(Set<MarkedSchema> schemas) {
        return connections.with((connection, dialect) -> MySqlMissing.marked(connection, schemas));
    }

    @Override
    public Set<Identifier> missing(Access wanted) {
        return connections.with((connection, dialect) -> MySqlMissing.of(connection, wanted));
    }

    @Override
    public Map<Grantee, ForeignRole> foreignRoles(Set<Grantee> roles) {
        return connections.with((connection, dialect) -> MySqlForeignRoles.of(connection, dialect.flavor(), roles));
    }

    /** Nobody: such rights are always taken. */
    @Override
    public Set<Identifier> strangersOn(Collection<Identifier> schemas) {
        return Set.of();
    }

    @Override
    public List<SchemaRight> rights(Identifier schema) {
        return connections.with(
                (connection, dialect) -> new MySqlSchemaRights(connection, dialect.flavor()).of(schema));
    }

    @Override
    public List<HeldGrant> heldByOthers(Identifier schema, Marker owner) {
        return connections.with((connection, dialect) -> new MySqlHeldByOthers(
                        new MySqlRights(connection, dialect.flavor(), dialect.names()))
                .of(schema, owner));
    }

    /** Nothing is out of reach: what is in a database belongs to nobody. */
    @Override
    public Observation observe(State desired) {
        return connections.with((connection, dialect) -> {
            var state = new MySqlCatalog(connection, dialect.flavor(), dialect.names(), desired).state(loginProbe);
            return new Observation(
                    state,
                    new MySqlHeldByOthers(new MySqlRights(connection, dialect.flavor(), dialect.names())).of(desired),
                    List.of(),
                    MySqlLoginEvidence.of(connection, dialect.flavor(), desired.credentials(), state),
                    MySqlSetAside.ofMissing(connection, desired, state));
        });
    }

    /** Its tables have no index by name: digests are read whole, when it is time for that. */
    @Override
    public ReadBack readBack(State desired, Observation before) {
        return new ReadBack(observe(desired), Map.of());
    }

    @Override
    public List<LoginProof> prove(State desired, Observation seen) {
        return connections.with(
                (connection, dialect) -> loginProbe.prove(connection, dialect.flavor(), desired, seen.logins()));
    }

    @Override
    public void trust(State desired) {
        connections.with((connection, dialect) -> {
            loginProbe.trust(connection, dialect.flavor(), desired);
            return true;
        });
    }

    @Override
    public Map<Identifier, Marker> openLogins() {
        return connections.with((connection, dialect) -> dialect.flavor().openLogins(connection));
    }

    @Override
    public Set<Credential> rightPasswords(Set<Credential> credentials) {
        return connections.with((connection, dialect) -> loginProbe.right(connection, dialect.flavor(), credentials));
    }

    @Override
    public int sessions(Identifier login) {
        return connections.with(
                (connection, dialect) -> MySqlSessions.of(connection, login).size());
    }

    @Override
    public AdoptionReview review(AdoptionCandidates candidates, State desired) {
        return connections.with((connection, dialect) -> new MySqlAdoptionReview(
                        new MySqlRights(connection, dialect.flavor(), dialect.names()), candidates, desired)
                .review());
    }

    @Override
    public String fingerprint() {
        return connections.with((connection, dialect) -> new MySqlDrift(connection, dialect.flavor()).fingerprint());
    }

    @Override
    public Map<Identifier, String> digests() {
        return connections.with((connection, dialect) -> new MySqlDrift(connection, dialect.flavor()).digests());
    }

    @Override
    public List<String> sql(Plan plan) {
        return connections.with((connection, dialect) ->
                dialect.of(plan.changes()).stream().map(text -> text + ";").toList());
    }

    /** Nothing can be taken back here, so a lock keeps a second Lakou out instead. */
    @Override
    public AppliedPlan apply(Plan plan) {
        return connections.withWritable((connection, dialect) -> {
            try (var lock = MySqlLock.take(connection)) {
                return new AppliedPlan(plan, new MySqlPlan(connection, dialect).execute(plan));
            }
        });
    }

    @Override
    public void forget(Marker marker) {
        connections.with((connection, dialect) -> {
            MySqlMarkerTable.forget(connection, marker);
            return true;
        });
    }

    @Override
    public ServerUsage usage() {
        return connections.with((connection, dialect) -> MySqlUsage.of(connection, dialect.flavor(), statementCounts));
    }

    @Override
    public SlowStatements slowStatements(Marker service) {
        return connections.with(
                (connection, dialect) -> new MySqlSlowStatements(connection, dialect.flavor()).of(service));
    }

    @Override
    public List<WatchedSession> watch(SessionLimits limits) {
        return connections.with(
                (connection, dialect) -> new MySqlWatchdog(connection, dialect.flavor()).sessions(limits));
    }

    @Override
    public boolean end(WatchedSession session, SessionLimits limits) {
        return connections.with(
                (connection, dialect) -> new MySqlWatchdog(connection, dialect.flavor()).end(session, limits));
    }

    @Override
    public PoolUse pool() {
        return connections.use();
    }

    @Override
    public List<String> dependents(Identifier schema) {
        return connections.with((connection, dialect) -> MySqlDependents.of(connection, schema));
    }

    @Override
    public Optional<Identifier> filledTable(Identifier schema) {
        return connections.with((connection, dialect) -> MySqlContents.filledTable(connection, schema));
    }

    @Override
    public void close() {
        connections.close();
    }

    private MySqlAccess access() {
        return new MySqlAccess(hasReplica, connections.names());
    }
}
