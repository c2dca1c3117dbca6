package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.LoginEvidence;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.jdbc.Gathering;
import dev.lakou.database.jdbc.LoginAttempt;
import dev.lakou.database.jdbc.LoginWay;
import dev.lakou.database.jdbc.ProvedLogins;
import dev.lakou.database.jdbc.RightPasswords;
import dev.lakou.database.jdbc.SpareSession;
import dev.lakou.database.postgresql.catalog.CatalogMessage;
import dev.lakou.database.postgresql.catalog.CatalogScope;
import dev.lakou.database.postgresql.catalog.PostgresLoginEvidence;
import dev.lakou.database.postgresql.catalog.VerifierAccess;
import dev.lakou.database.postgresql.connect.PostgresConnections;
import dev.lakou.database.postgresql.connect.PostgresLogin;
import dev.lakou.database.postgresql.connect.PostgresSessions;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out which passwords are right and which logins come in, with as few logins as that takes. */
final class PostgresLoginProbe {
    private final ServerConfiguration server;
    private final ProvedLogins proved;
    private final PostgresConnections connections;
    private final Semaphore attempts;
    private final VerifierAccess verifiers;
    private final Gathering<Set<Identifier>, PostgresLoginEvidence> evidence;

    /** @param most logins at the same time */
    PostgresLoginProbe(
            ServerConfiguration server,
            ProvedLogins proved,
            PostgresConnections connections,
            VerifierAccess verifiers,
            int most) {
        this.server = server;
        this.proved = proved;
        this.connections = connections;
        this.verifiers = verifiers;
        // In turns: who waits is not overtaken by those of a namespace that has many.
        this.attempts = new Semaphore(most, true);
        this.evidence = connections.together(this::read);
    }

    /**
     * The desired credentials whose password is right, as far as the server tells.
     *
     * @param roles those that are there: a login of another would only fill the server's log
     * @param evidence of them, as it was read with them
     */
    Set<Credential> accepted(State desired, Set<Identifier> roles, PostgresLoginEvidence evidence) {
        var there = desired.credentials().stream()
                .filter(credential -> roles.contains(credential.user()))
                .toList();
        var accepted = new HashSet<Credential>();
        for (var credential : there) {
            if (accepts(desired, credential, evidence)) {
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
    Set<Credential> right(Set<Credential> credentials) {
        var right = new HashSet<Credential>();
        var evidence = evidence(credentials);
        for (var credential : credentials) {
            var isRight = evidence.showsVerifiers()
                    ? evidence.shows(credential)
                    : evidence.of(credential.user()).isPresent()
                            && RightPasswords.shownBy(logIn(LoginWay.direct(server), credential));
            if (isRight) {
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
    List<LoginProof> prove(State desired, Map<Identifier, LoginEvidence> evidence) {
        var proofs = new ArrayList<LoginProof>();
        for (var credential : desired.credentials()) {
            var wanted = desired.session(credential.user());
            if (wanted.isPresent()) {
                proofs.add(prove(desired, wanted.get(), credential, evidence));
            }
        }
        return proofs;
    }

    /** Counts as proved, for a time, what another process proved, where the stored passwords can be compared. */
    void trust(State desired) {
        var evidence = evidence(desired.credentials());
        for (var credential : desired.credentials()) {
            var wanted = desired.session(credential.user());
            var isRight = wanted.isPresent() && bounded(() -> evidence.shows(credential));
            if (isRight) {
                evidence.of(credential.user())
                        .ifPresent(present ->
                                proved.trust(LoginWay.of(server, wanted.get()), credential, present, wanted.get()));
            }
        }
    }

    private LoginProof prove(
            State desired, Session wanted, Credential credential, Map<Identifier, LoginEvidence> evidence) {
        var way = LoginWay.of(server, wanted);
        var present = Optional.ofNullable(evidence.get(credential.user()));
        if (present.isEmpty()) {
            return LoginAttempt.absent(credential.user(), way).proof();
        }
        var before = remembered(way, credential, present.get());
        if (before.isPresent()) {
            return new LoginProof.Proved(before.get());
        }
        var attempt = attempt(way, Optional.of(wanted), credential, present.get());
        SpareSession.await(
                desired,
                credential.user(),
                login -> connections.with(connection -> PostgresSessions.count(connection, login)));
        return attempt.proof();
    }

    private boolean accepts(State desired, Credential credential, PostgresLoginEvidence evidence) {
        var present = evidence.of(credential.user());
        if (present.isEmpty()) {
            return false;
        }
        var way = desired.session(credential.user()).map(wanted -> LoginWay.of(server, wanted));
        if (way.isPresent() && remembered(way.get(), credential, present.get()).isPresent()) {
            return true;
        }
        if (evidence.showsVerifiers()) {
            return evidence.shows(credential);
        }
        var direct = LoginWay.direct(server);
        return remembered(direct, credential, present.get()).isPresent()
                || !attempt(direct, Optional.empty(), credential, present.get()).wrongPassword();
    }

    /** What the login found before, while that holds; or while all its connections are open and it cannot be tried. */
    private Optional<Session> remembered(LoginWay way, Credential credential, LoginEvidence evidence) {
        var standing = proved.standing(way, credential, evidence);
        if (standing.isPresent()) {
            return standing;
        }
        var earlier = proved.earlier(way, credential, evidence);
        return earlier.filter(
                session -> connections.with(connection -> PostgresSessions.areTaken(connection, credential.user())));
    }

    private LoginAttempt attempt(
            LoginWay way, Optional<Session> wanted, Credential credential, LoginEvidence evidence) {
        return proved.judge(way, wanted, credential, evidence, logIn(way, credential));
    }

    private LoginAttempt logIn(LoginWay way, Credential credential) {
        return bounded(() -> new PostgresLogin(server, way).attempt(credential));
    }

    /** To compare a password takes as much of a processor as a login does, and a restart compares all there are. */
    private <V> V bounded(Supplier<V> work) {
        attempts.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            attempts.release();
        }
    }

    private List<PostgresLoginEvidence> read(Connection connection, List<Set<Identifier>> asked) throws SQLException {
        var message = new CatalogMessage();
        var section = message.about(IntStream.range(0, asked.size())
                .mapToObj(place -> CatalogScope.ofLogins(place, asked.get(place)))
                .toList());
        return verifiers.watch(() -> {
            var evidence = PostgresLoginEvidence.ask(section, verifiers.isGranted(connection));
            message.send(connection);
            return IntStream.range(0, asked.size()).mapToObj(evidence::of).toList();
        });
    }

    private PostgresLoginEvidence evidence(Collection<Credential> credentials) {
        return evidence.ask(credentials.stream().map(Credential::user).collect(Collectors.toUnmodifiableSet()));
    }
}
