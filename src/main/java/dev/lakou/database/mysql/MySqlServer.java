package dev.lakou.database.mysql;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.AppliedPlan;
import dev.lakou.database.ServerConfiguration;
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
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A MySQL or MariaDB server, on which each schema is a database of its own. */
final class MySqlServer implements SharedServer {
    private final JdbcPool pool;
    private final MySqlLoginProbe loginProbe;
    private final boolean hasReplica;
    private final MySqlErrors errors;

    /** How the server read names when it was last asked; another one may answer since. */
    private volatile Optional<MySqlNames> names = Optional.empty();

    MySqlServer(ServerConfiguration configuration) {
        var address = new MySqlAddress(configuration);
        this.loginProbe = new MySqlLoginProbe(configuration, new ProvedLogins(Clock.systemUTC()));
        this.hasReplica = configuration.replica().isPresent();
        this.pool = JdbcPool.open(address.url(), address.properties(), configuration);
        this.errors = new MySqlErrors(
                configuration.host() + ":" + configuration.port(),
                configuration.tls().clientCertificate().isPresent());
    }

    @Override
    public ServerReport probe() {
        return with((connection, dialect) -> {
            requireWritable(connection);
            return new MySqlProbe(connection, dialect.flavor()).report();
        });
    }

    @Override
    public ServerReport bootstrap() {
        return with((connection, dialect) -> {
            new MySqlBootstrap(connection, dialect.flavor()).run();
            return new MySqlProbe(connection, dialect.flavor()).report();
        });
    }

    @Override
    public List<Violation> violations(DesiredSchema service) {
        return MySqlViolations.of(service, names());
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
        return with((connection, dialect) -> MySqlMissing.marked(connection, schemas));
    }

    @Override
    public Set<Identifier> missing(Access wanted) {
        return with((connection, dialect) -> MySqlMissing.of(connection, wanted));
    }

    @Override
    public Map<Grantee, ForeignRole> foreignRoles(Set<Grantee> roles) {
        return with((connection, dialect) -> MySqlForeignRoles.of(connection, dialect.flavor(), roles));
    }

    /** Nobody: such rights are always taken. */
    @Override
    public Set<Identifier> strangersOn(Collection<Identifier> schemas) {
        return Set.of();
    }

    @Override
    public List<HeldGrant> heldByOthers(Identifier schema, Marker owner) {
        return with((connection, dialect) -> new MySqlHeldByOthers(
                        new MySqlRights(connection, dialect.flavor(), dialect.names()))
                .of(schema, owner));
    }

    @Override
    public State inspect(State desired) {
        return with((connection, dialect) -> {
            var catalog = new MySqlCatalog(connection, dialect.flavor(), dialect.names(), desired);
            var accounts = catalog.accounts();
            var mayTry = desired.loginsToTry(
                    accounts.stream().map(ObservedAccount::role).collect(Collectors.toSet()));
            var accepted = loginProbe.accepted(
                    accounts.stream()
                            .filter(account -> mayTry.contains(account.role().name()))
                            .collect(Collectors.toSet()),
                    desired);
            return new State(
                    accounts.stream().map(ObservedAccount::role).collect(Collectors.toSet()),
                    catalog.schemas(),
                    Optional.empty(),
                    catalog.grants(accounts),
                    Set.of(),
                    Set.of(),
                    accepted,
                    Set.of(),
                    Set.of(),
                    desired.adopting());
        });
    }

    @Override
    public List<LoginProof> prove(State desired) {
        return with((connection, dialect) -> loginProbe.prove(connection, dialect.flavor(), desired));
    }

    /** Nothing: what is in a database belongs to nobody. */
    @Override
    public List<ServerReport.Shortcoming> outOfReach(State desired) {
        return List.of();
    }

    @Override
    public Map<Identifier, Marker> openLogins() {
        return with((connection, dialect) -> dialect.flavor().openLogins(connection));
    }

    @Override
    public Set<Credential> rightPasswords(Set<Credential> credentials) {
        return with((connection, dialect) -> loginProbe.right(connection, dialect.flavor(), credentials));
    }

    @Override
    public int sessions(Identifier login) {
        return with((connection, dialect) -> MySqlSessions.of(connection, login).size());
    }

    @Override
    public AdoptionReview review(AdoptionCandidates candidates, State desired) {
        return with((connection, dialect) -> new MySqlAdoptionReview(
                        new MySqlRights(connection, dialect.flavor(), dialect.names()), candidates, desired)
                .review());
    }

    @Override
    public String fingerprint() {
        return with((connection, dialect) -> new MySqlDrift(connection, dialect.flavor()).fingerprint());
    }

    @Override
    public Map<Identifier, String> digests() {
        return with((connection, dialect) -> new MySqlDrift(connection, dialect.flavor()).digests());
    }

    /** Its tables have no index by name: they are read whole, when it is time for that. */
    @Override
    public Map<Identifier, String> digests(Set<Identifier> asked) {
        return Map.of();
    }

    /** Nothing can be taken back here, so a lock keeps a second Lakou out instead. */
    @Override
    public AppliedPlan apply(Plan plan) {
        return with((connection, dialect) -> {
            requireWritable(connection);
            try (var lock = MySqlLock.take(connection)) {
                var unfinished = new MySqlPlan(connection, dialect).execute(plan);
                unfinished.addAll(endSessions(connection, plan));
                return new AppliedPlan(plan, unfinished);
            }
        });
    }

    @Override
    public void forget(Marker marker) {
        with((connection, dialect) -> {
            MySqlMarkerTable.forget(connection, marker);
            return true;
        });
    }

    @Override
    public List<String> dependents(Identifier schema) {
        return with((connection, dialect) -> MySqlDependents.of(connection, schema));
    }

    @Override
    public Optional<Identifier> filledTable(Identifier schema) {
        return with((connection, dialect) -> MySqlContents.filledTable(connection, schema));
    }

    @Override
    public void close() {
        pool.close();
    }

    private static List<String> endSessions(Connection connection, Plan plan) throws SQLException {
        var unfinished = new ArrayList<String>();
        for (var change : plan.changes()) {
            if (change instanceof Change.CloseLogin closing) {
                var left = MySqlSessions.end(connection, closing.role());
                if (left > 0) {
                    unfinished.add("%d sessions of \"%s\" go on, as the administrator may not end them"
                            .formatted(left, closing.role()));
                }
            }
        }
        return unfinished;
    }

    /** The administrator may write to a replica that is read_only, which would part it from its source for good. */
    private void requireWritable(Connection connection) throws SQLException {
        if (MySqlProbe.isReadOnly(connection)) {
            throw errors.readOnly();
        }
    }

    private MySqlNames names() {
        return names.orElseGet(() -> with((connection, dialect) -> dialect.names()));
    }

    private MySqlAccess access() {
        return new MySqlAccess(hasReplica, names());
    }

    private <V> V with(Question<V> question) {
        try (var connection = connection()) {
            var dialect = MySqlDialect.of(connection);
            names = Optional.of(dialect.names());
            return question.ask(connection, dialect);
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    private Connection connection() {
        try {
            return pool.connection();
        } catch (SQLException e) {
            throw errors.ofLogin(e);
        }
    }

    private interface Question<V> {
        V ask(Connection connection, MySqlStatements dialect) throws SQLException;
    }
}
