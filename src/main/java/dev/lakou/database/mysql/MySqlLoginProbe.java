package dev.lakou.database.mysql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where accounts come in: the server, and for those that only read its replica, where there is one. */
final class MySqlLoginProbe {
    private final MySqlAddress server;
    private final Optional<ServerConfiguration> replica;

    MySqlLoginProbe(MySqlAddress server, Optional<ServerConfiguration> replica) {
        this.server = server;
        this.replica = replica;
    }

    /** The desired credentials whose password is the account's. */
    Set<Credential> accepted(Set<ObservedAccount> accounts, State desired) throws SQLException {
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

    Set<Session> sessions(Set<ObservedAccount> accounts, Set<Credential> accepted, State desired) throws SQLException {
        var open = accounts.stream()
                .map(ObservedAccount::role)
                .filter(Role::login)
                .map(Role::name)
                .collect(Collectors.toSet());
        var sessions = new HashSet<Session>();
        for (var credential : accepted) {
            if (open.contains(credential.user())) {
                session(credential, desired).ifPresent(sessions::add);
            }
        }
        return sessions;
    }

    /** An account that others made may have a password in a form that only the server can compare. */
    private boolean accepts(ObservedAccount account, Credential credential, State desired) throws SQLException {
        return account.hasPassword().test(credential.password())
                || desired.adopting() && MySqlLogin.accepts(server, credential);
    }

    private Optional<Session> session(Credential credential, State desired) throws SQLException {
        var wanted = desired.session(credential.user());
        var schema = wanted.flatMap(Session::schema);
        var session = MySqlLogin.attempt(server, credential, schema);
        return session.isPresent() && wanted.filter(Session::onReplica).isPresent()
                ? replica.flatMap(copy -> onReplica(copy, credential, schema))
                : session;
    }

    /** What the server has accepted, its replica must accept once it has received it. */
    private static Optional<Session> onReplica(
            ServerConfiguration replica, Credential credential, Optional<Identifier> schema) {
        var place = replica.host() + ":" + replica.port();
        var address = new MySqlAddress(replica);
        try {
            if (!MySqlLogin.accepts(address, credential)) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "The replica at %s does not let \"%s\" in yet: what was changed on the server has not reached it. Retried."
                                .formatted(place, credential.user()));
            }
            return MySqlLogin.attempt(address, credential, schema)
                    .map(found -> new Session(found.user(), found.runsAs(), found.schema(), true));
        } catch (SQLException e) {
            throw new MySqlErrors(place, replica.tls().clientCertificate().isPresent()).of(e);
        }
    }
}
