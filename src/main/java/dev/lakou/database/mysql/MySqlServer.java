package dev.lakou.database.mysql;

import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerReport;
import dev.lakou.database.SharedServer;
import dev.lakou.database.jdbc.JdbcPool;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Mistake;
import dev.lakou.model.Role;
import dev.lakou.model.Room;
import dev.lakou.model.Schema;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A MySQL or MariaDB server, on which each schema is a database of its own. */
final class MySqlServer implements SharedServer {
    private final JdbcPool pool;
    private final MySqlAddress address;
    private final MySqlErrors errors;

    MySqlServer(ServerConfiguration configuration) {
        this.address = new MySqlAddress(configuration);
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
            execute(connection, MySqlBookkeeping.foundation());
            return new MySqlProbe(connection, dialect.flavor()).report();
        });
    }

    @Override
    public List<Mistake> mistakes(Room room) {
        return MySqlMistakes.of(room);
    }

    @Override
    public Optional<Identifier> owner(Room room) {
        return Optional.empty();
    }

    @Override
    public List<Identifier> logins(Room room) {
        return List.of(room.user());
    }

    @Override
    public State desired(Room room, Logins logins) {
        return MySqlAccess.desired(room, logins);
    }

    @Override
    public State inspect(State desired) {
        return with((connection, dialect) -> {
            var catalog = new MySqlCatalog(connection, dialect.flavor(), dialect.namesAreLiteral(), desired);
            var accounts = catalog.accounts();
            var accepted = accepted(accounts, desired);
            return new State(
                    accounts.stream().map(Account::role).collect(Collectors.toSet()),
                    catalog.schemas(),
                    catalog.grants(),
                    Set.of(),
                    Set.of(),
                    accepted,
                    sessions(accounts, accepted, desired),
                    Set.of(),
                    desired.adopting());
        });
    }

    @Override
    public int sessions(Identifier login) {
        return with((connection, dialect) -> MySqlSessions.of(connection, login).size());
    }

    /** None: whoever may make accounts may take them over. */
    @Override
    public List<String> adoptionNeeds(State desired, State actual) {
        return List.of();
    }

    @Override
    public String fingerprint() {
        return with((connection, dialect) -> new MySqlDrift(connection, dialect.flavor()).fingerprint());
    }

    @Override
    public Map<Identifier, String> digests() {
        return with((connection, dialect) -> new MySqlDrift(connection, dialect.flavor()).digests());
    }

    /** Nothing can be taken back here, so a lock keeps a second Lakou out instead. */
    @Override
    public void apply(Plan plan) {
        with((connection, dialect) -> {
            requireWritable(connection);
            try (var lock = MySqlLock.take(connection)) {
                execute(connection, dialect.of(plan.changes()));
                for (var change : plan.changes()) {
                    if (change instanceof Change.CloseLogin closing) {
                        MySqlSessions.end(connection, closing.role());
                    }
                }
            }
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

    private Set<Credential> accepted(Set<Account> accounts, State desired) throws SQLException {
        var accepted = new HashSet<Credential>();
        for (var credential : desired.credentials()) {
            for (var account : accounts) {
                if (account.role().name().equals(credential.user()) && accepts(account, credential, desired)) {
                    accepted.add(credential);
                }
            }
        }
        return accepted;
    }

    /** An account that others made may have a password in a form that only the server can compare. */
    private boolean accepts(Account account, Credential credential, State desired) throws SQLException {
        return account.hasPassword().test(credential.password())
                || desired.adopting() && MySqlLogin.accepts(address, credential);
    }

    private Set<Session> sessions(Set<Account> accounts, Set<Credential> accepted, State desired) throws SQLException {
        var schema = desired.schemas().stream().map(Schema::name).findFirst();
        var open = accounts.stream()
                .map(Account::role)
                .filter(Role::login)
                .map(Role::name)
                .collect(Collectors.toSet());
        var sessions = new HashSet<Session>();
        for (var credential : accepted) {
            if (open.contains(credential.user())) {
                MySqlLogin.attempt(address, credential, schema).ifPresent(sessions::add);
            }
        }
        return sessions;
    }

    /** The administrator may write to a replica that is read_only, which would part it from its source for good. */
    private void requireWritable(Connection connection) throws SQLException {
        if (MySqlProbe.isReadOnly(connection)) {
            throw errors.readOnly();
        }
    }

    private static void execute(Connection connection, List<SqlText> texts) throws SQLException {
        for (var text : texts) {
            text.execute(connection);
        }
    }

    private <V> V with(Question<V> question) {
        try (var connection = connection()) {
            return question.ask(connection, MySqlDialect.of(connection));
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
