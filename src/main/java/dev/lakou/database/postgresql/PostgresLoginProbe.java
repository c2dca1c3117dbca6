package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where logins come in: the server, and for those that only read its replica, where there is one. */
final class PostgresLoginProbe {
    private final PostgresAddress server;
    private final Optional<ServerConfiguration> replica;

    PostgresLoginProbe(PostgresAddress server, Optional<ServerConfiguration> replica) {
        this.server = server;
        this.replica = replica;
    }

    /** @param roles those that are there: a login of another would only fill the server's log */
    Found tryAll(State desired, Set<Identifier> roles) throws SQLException {
        var accepted = new HashSet<Credential>();
        var sessions = new HashSet<Session>();
        for (var credential : desired.credentials()) {
            if (roles.contains(credential.user())) {
                var login = PostgresLogin.attempt(server, credential);
                if (login.accepted()) {
                    accepted.add(credential);
                    session(credential, login, desired).ifPresent(sessions::add);
                }
            }
        }
        return new Found(accepted, sessions);
    }

    private Optional<Session> session(Credential credential, PostgresLogin login, State desired) {
        var byReplica =
                desired.session(credential.user()).filter(Session::onReplica).isPresent();
        return login.session().isPresent() && byReplica
                ? replica.flatMap(copy -> onReplica(copy, credential))
                : login.session();
    }

    /** What the server has accepted, its replica must accept once it has received it. */
    private static Optional<Session> onReplica(ServerConfiguration replica, Credential credential) {
        var place = replica.host() + ":" + replica.port();
        try {
            var login = PostgresLogin.attempt(new PostgresAddress(replica), credential);
            if (!login.accepted()) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "The replica at %s does not let \"%s\" in yet: what was changed on the server has not reached it. Retried."
                                .formatted(place, credential.user()));
            }
            return login.session().map(found -> new Session(found.user(), found.runsAs(), found.schema(), true));
        } catch (SQLException e) {
            throw new PostgresErrors(place, replica.tls().clientCertificate().isPresent()).of(e);
        }
    }

    /**
     * What logging in showed.
     *
     * @param accepted the credentials whose password is right
     */
    record Found(Set<Credential> accepted, Set<Session> sessions) {}
}
