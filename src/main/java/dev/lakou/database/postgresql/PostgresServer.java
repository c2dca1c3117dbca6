package dev.lakou.database.postgresql;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.ServerReport;
import dev.lakou.database.SharedServer;
import dev.lakou.database.jdbc.JdbcPool;
import dev.lakou.database.jdbc.ProvedLogins;
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
    private final JdbcPool pool;
    private final PostgresLoginProbe loginProbe;
    private final PostgresErrors errors;
    private final PostgresAccess access;
    private final PostgresTransaction transaction;
    private final Identifier database;
    private final ServerPolicy policy;

    PostgresServer(ServerConfiguration configuration) {
        this.database = configuration
                .database()
                .orElseThrow(() -> new IllegalArgumentException("PostgreSQL needs the name of the shared database."));
        this.policy = configuration.policy();
        var address = new PostgresAddress(configuration);
        this.pool = JdbcPool.open(PostgresAddress.URL, address.adminProperties(), configuration);
        this.loginProbe = new PostgresLoginProbe(configuration, new ProvedLogins(Clock.systemUTC()));
        this.errors = new PostgresErrors(
                configuration.host() + ":" + configuration.port(),
                configuration.tls().clientCertificate().isPresent());
        this.access = new PostgresAccess(
                new PostgresAdditionalUsers(database, configuration.replica().isPresent()));
        this.transaction = new PostgresTransaction(database);
    }

    @Override
    public ServerReport probe() {
        return with(connection -> {
            var probe = asking(connection);
            if (probe.isStandby()) {
                throw errors.standby();
            }
            if (probe.isReadOnly()) {
                throw errors.readOnlyByDefault();
            }
            return probe.report();
        });
    }

    @Override
    public ServerReport bootstrap() {
        return with(connection -> {
            new PostgresBootstrap(connection, database).lay(policy.isolation());
            return asking(connection).report();
        });
    }

    private PostgresProbe asking(Connection connection) {
        return new PostgresProbe(connection, database, policy);
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
        return with(connection -> PostgresMissing.marked(connection, schemas));
    }

    @Override
    public Set<Identifier> missing(Access wanted) {
        return with(connection -> PostgresMissing.of(connection, wanted));
    }

    @Override
    public Map<Grantee, ForeignRole> foreignRoles(Set<Grantee> roles) {
        return with(connection -> PostgresForeignRoles.of(connection, roles));
    }

    @Override
    public Set<Identifier> strangersOn(Collection<Identifier> schemas) {
        return policy.strangers() == Strangers.REVOKE
                ? Set.of()
                : with(connection -> PostgresForeignRoles.on(connection, schemas));
    }

    @Override
    public List<HeldGrant> heldByOthers(Identifier schema, Marker owner) {
        return with(connection -> PostgresHeldByOthers.of(connection, schema, owner));
    }

    @Override
    public State inspect(State desired) {
        return with(connection -> {
            var catalog = new PostgresCatalog(connection, desired, policy.strangers());
            var before = catalog.roles();
            var schemas = catalog.schemas();
            if (before.isEmpty() && schemas.isEmpty()) {
                return catalog.nothing(desired, extensions(connection).usable(desired));
            }
            var accepted = loginProbe.accepted(connection, desired, desired.loginsToTry(before));
            // A role that expired in between is turned away as if its password were wrong.
            var roles = accepted.equals(desired.credentials()) ? before : catalog.roles();
            return new State(
                    roles,
                    schemas,
                    desired.owner(),
                    catalog.grants(),
                    catalog.settings(),
                    extensions(connection).usable(desired),
                    accepted,
                    Set.of(),
                    PostgresObjects.strays(connection, desired),
                    desired.adopting());
        });
    }

    @Override
    public List<LoginProof> prove(State desired) {
        return with(connection -> loginProbe.prove(connection, desired));
    }

    @Override
    public List<ServerReport.Shortcoming> outOfReach(State desired) {
        return with(connection -> PostgresReach.of(connection, database, desired));
    }

    @Override
    public Map<Identifier, Marker> openLogins() {
        return with(PostgresSessions::openLogins);
    }

    @Override
    public Set<Credential> rightPasswords(Set<Credential> credentials) {
        return with(connection -> loginProbe.right(connection, credentials));
    }

    @Override
    public int sessions(Identifier login) {
        return with(connection -> PostgresSessions.count(connection, login));
    }

    @Override
    public AdoptionReview review(AdoptionCandidates candidates, State desired) {
        return with(connection -> new PostgresAdoptionReview(connection, candidates, desired).review());
    }

    @Override
    public String fingerprint() {
        return with(PostgresDrift::fingerprint);
    }

    @Override
    public Map<Identifier, String> digests() {
        return with(PostgresDrift::digests);
    }

    @Override
    public Map<Identifier, String> digests(Set<Identifier> names) {
        return with(connection -> PostgresDrift.digests(connection, names));
    }

    @Override
    public AppliedPlan apply(Plan plan) {
        run(connection -> new PostgresPlanRunner(connection, transaction, extensions(connection)).run(plan));
        return new AppliedPlan(plan, List.of());
    }

    private PostgresExtensions extensions(Connection connection) {
        return new PostgresExtensions(connection, database, policy.extensions());
    }

    /** There are no books: whose a thing is stands in its comment, and goes with it. */
    @Override
    public void forget(Marker marker) {}

    @Override
    public List<String> dependents(Identifier schema) {
        return with(connection -> PostgresDependents.of(connection, schema));
    }

    @Override
    public Optional<Identifier> filledTable(Identifier schema) {
        return with(connection -> new PostgresContents(connection, schema).filledTable());
    }

    @Override
    public void close() {
        pool.close();
    }

    private void run(Work work) {
        with(connection -> {
            work.on(connection);
            return true;
        });
    }

    private <V> V with(Question<V> question) {
        try (var connection = connection()) {
            try {
                return question.ask(connection);
            } catch (SQLException e) {
                throw explained(connection, e);
            }
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    /** A standby and a primary that takes no changes refuse them in the same words. */
    private DatabaseException explained(Connection connection, SQLException refusal) throws SQLException {
        if (PostgresError.of(refusal) != PostgresError.READ_ONLY) {
            return errors.of(refusal);
        }
        return asking(connection).isStandby() ? errors.standby() : errors.readOnlyByDefault();
    }

    private Connection connection() {
        try {
            return pool.connection();
        } catch (SQLException e) {
            throw errors.ofLogin(e);
        }
    }

    private interface Question<V> {
        V ask(Connection connection) throws SQLException;
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }
}
