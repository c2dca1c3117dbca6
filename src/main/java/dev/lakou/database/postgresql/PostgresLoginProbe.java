package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.LoginAttempt;
import dev.lakou.database.jdbc.LoginEvidence;
import dev.lakou.database.jdbc.LoginWay;
import dev.lakou.database.jdbc.ProvedLogins;
import dev.lakou.database.jdbc.RightPasswords;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which passwords are right and which logins come in, with as few logins as that takes. */
final class PostgresLoginProbe {
    private final ServerConfiguration server;
    private final ProvedLogins proved;

    PostgresLoginProbe(ServerConfiguration server, ProvedLogins proved) {
        this.server = server;
        this.proved = proved;
    }

    /**
     * The desired credentials whose password is right, as far as the server tells.
     *
     * @param roles those that are there: a login of another would only fill the server's log
     */
    Set<Credential> accepted(Connection connection, State desired, Set<Identifier> roles) throws SQLException {
        var there = desired.credentials().stream()
                .filter(credential -> roles.contains(credential.user()))
                .toList();
        var accepted = new HashSet<Credential>();
        var evidence = evidence(connection, there);
        for (var credential : there) {
            if (accepts(connection, desired, credential, evidence)) {
                accepted.add(credential);
            }
        }
        return accepted;
    }

    /**
     * Those whose password is right for certain.
     *
     * @throws DatabaseException when the server does not tell
     */
    Set<Credential> right(Connection connection, Set<Credential> credentials) throws SQLException {
        var right = new HashSet<Credential>();
        var evidence = evidence(connection, credentials);
        var login = new PostgresLogin(server, LoginWay.direct(server));
        for (var credential : credentials) {
            var isRight = evidence.showsVerifiers()
                    ? evidence.verifier(credential.user())
                            .filter(text -> new StoredPassword(text).isOf(credential))
                            .isPresent()
                    : evidence.of(credential.user()).isPresent() && RightPasswords.shownBy(login.attempt(credential));
            if (isRight) {
                right.add(credential);
            }
        }
        return right;
    }

    /** Each desired session, tried by the way that its user goes. */
    List<LoginProof> prove(Connection connection, State desired) throws SQLException {
        var proofs = new ArrayList<LoginProof>();
        var evidence = evidence(connection, desired.credentials());
        for (var credential : desired.credentials()) {
            var wanted = desired.session(credential.user());
            if (wanted.isPresent()) {
                proofs.add(prove(connection, wanted.get(), credential, evidence));
            }
        }
        return proofs;
    }

    private LoginProof prove(
            Connection connection, Session wanted, Credential credential, PostgresLoginEvidence evidence)
            throws SQLException {
        var way = LoginWay.of(server, wanted);
        var present = evidence.of(credential.user());
        if (present.isEmpty()) {
            return LoginAttempt.unknown(credential.user(), way, false, "the role is not there. Retried.")
                    .proof();
        }
        var before = remembered(connection, way, credential, present.get());
        return before.isPresent()
                ? new LoginProof.Proved(before.get())
                : attempt(way, Optional.of(wanted), credential, present.get()).proof();
    }

    private boolean accepts(Connection connection, State desired, Credential credential, PostgresLoginEvidence evidence)
            throws SQLException {
        var present = evidence.of(credential.user());
        if (present.isEmpty()) {
            return false;
        }
        var way = desired.session(credential.user()).map(wanted -> LoginWay.of(server, wanted));
        if (way.isPresent()
                && remembered(connection, way.get(), credential, present.get()).isPresent()) {
            return true;
        }
        if (evidence.showsVerifiers()) {
            return evidence.verifier(credential.user())
                    .filter(text -> new StoredPassword(text).isOf(credential))
                    .isPresent();
        }
        var direct = LoginWay.direct(server);
        return remembered(connection, direct, credential, present.get()).isPresent()
                || !attempt(direct, Optional.empty(), credential, present.get()).wrongPassword();
    }

    /** What the login found before, while that holds; or while all its connections are open and it cannot be tried. */
    private Optional<Session> remembered(
            Connection connection, LoginWay way, Credential credential, LoginEvidence evidence) throws SQLException {
        var standing = proved.standing(way, credential, evidence);
        if (standing.isPresent()) {
            return standing;
        }
        var earlier = proved.earlier(way, credential, evidence);
        return earlier.isPresent() && PostgresSessions.areTaken(connection, credential.user())
                ? earlier
                : Optional.empty();
    }

    private LoginAttempt attempt(
            LoginWay way, Optional<Session> wanted, Credential credential, LoginEvidence evidence) {
        var attempt = new PostgresLogin(server, way).attempt(credential);
        return proved.judge(way, wanted, credential, evidence, attempt);
    }

    private static PostgresLoginEvidence evidence(Connection connection, Collection<Credential> credentials)
            throws SQLException {
        return PostgresLoginEvidence.read(
                connection,
                credentials.stream()
                        .map(credential -> credential.user().value())
                        .toList());
    }
}
