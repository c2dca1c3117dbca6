package dev.lakou.database.mysql.catalog;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.LoginEvidence;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.LoginAttempt;
import dev.lakou.database.jdbc.LoginWay;
import dev.lakou.database.jdbc.ProvedLogins;
import dev.lakou.database.jdbc.RightPasswords;
import dev.lakou.database.jdbc.SpareSession;
import dev.lakou.database.mysql.connect.MySqlLogin;
import dev.lakou.database.mysql.connect.MySqlSessions;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.ObservedAccount;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which passwords are right and which accounts come in, with as few logins as that takes. */
public final class MySqlLoginProbe {
    private final ServerConfiguration server;
    private final ProvedLogins proved;

    public MySqlLoginProbe(ServerConfiguration server, ProvedLogins proved) {
        this.server = server;
        this.proved = proved;
    }

    /** The desired credentials whose password is the account's. */
    Set<Credential> accepted(Set<ObservedAccount> accounts, State desired) {
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

    /**
     * Those whose password is right for certain.
     *
     * @throws DatabaseException when the server does not tell
     */
    public Set<Credential> right(Connection connection, MySqlFlavor flavor, Set<Credential> credentials)
            throws SQLException {
        var right = new HashSet<Credential>();
        var login = new MySqlLogin(server, LoginWay.direct(server));
        for (var credential : credentials) {
            var account = flavor.account(connection, credential.user());
            // A former password, and one in a form that is not Lakou's, only the server can compare.
            if (account.isPresent()
                    && (account.get().hasPassword().test(credential.password())
                            || RightPasswords.shownBy(login.attempt(credential, Optional.empty())))) {
                right.add(credential);
            }
        }
        return right;
    }

    /**
     * Each desired session, tried by the way that its user goes.
     *
     * @param evidence of the logins that are there
     */
    public List<LoginProof> prove(
            Connection connection, MySqlFlavor flavor, State desired, Map<Identifier, LoginEvidence> evidence)
            throws SQLException {
        var proofs = new ArrayList<LoginProof>();
        for (var credential : desired.credentials()) {
            var wanted = desired.session(credential.user());
            if (wanted.isPresent()) {
                proofs.add(prove(connection, flavor, desired, wanted.get(), credential, evidence));
            }
        }
        return proofs;
    }

    /** Counts as proved, for a time, what another process proved, where the stored passwords can be compared. */
    public void trust(Connection connection, MySqlFlavor flavor, State desired) throws SQLException {
        for (var credential : desired.credentials()) {
            var wanted = desired.session(credential.user());
            var isRight = flavor.account(connection, credential.user())
                    .filter(account -> account.hasPassword().test(credential.password()))
                    .isPresent();
            if (wanted.isPresent() && isRight) {
                proved.trust(
                        LoginWay.of(server, wanted.get()),
                        credential,
                        MySqlLoginEvidence.read(connection, flavor, credential.user()),
                        wanted.get());
            }
        }
    }

    /** An account that others made may have a password in a form that only the server can compare. */
    private boolean accepts(ObservedAccount account, Credential credential, State desired) {
        return account.hasPassword().test(credential.password())
                || desired.adopting()
                        && !new MySqlLogin(server, LoginWay.direct(server))
                                .attempt(credential, Optional.empty())
                                .wrongPassword();
    }

    private LoginProof prove(
            Connection connection,
            MySqlFlavor flavor,
            State desired,
            Session wanted,
            Credential credential,
            Map<Identifier, LoginEvidence> seen)
            throws SQLException {
        var way = LoginWay.of(server, wanted);
        var evidence = seen.get(credential.user());
        if (evidence == null) {
            return LoginAttempt.absent(credential.user(), way).proof();
        }
        // A session is in the schema that its login asks for, of which the account says nothing.
        var before = remembered(connection, flavor, way, credential, evidence).filter(wanted::equals);
        if (before.isPresent()) {
            return new LoginProof.Proved(before.get());
        }
        var attempt = new MySqlLogin(server, way).attempt(credential, wanted.schema());
        SpareSession.await(desired, credential.user(), login -> MySqlSessions.of(connection, login)
                .size());
        return proved.judge(way, Optional.of(wanted), credential, evidence, attempt)
                .proof();
    }

    /** What the login found before, while that holds; or while all its connections are open and it cannot be tried. */
    private Optional<Session> remembered(
            Connection connection, MySqlFlavor flavor, LoginWay way, Credential credential, LoginEvidence evidence)
            throws SQLException {
        var standing = proved.standing(way, credential, evidence);
        if (standing.isPresent()) {
            return standing;
        }
        var earlier = proved.earlier(way, credential, evidence);
        var limit = flavor.account(connection, credential.user())
                .map(account -> account.role().connectionLimit())
                .filter(most -> most > 0);
        return earlier.isPresent()
                        && limit.isPresent()
                        && MySqlSessions.of(connection, credential.user()).size() >= limit.get()
                ? earlier
                : Optional.empty();
    }
}
