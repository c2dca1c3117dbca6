package dev.lakou.database.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.database.LoginEvidence;
import dev.lakou.database.ServerConfiguration.Address;
import dev.lakou.database.jdbc.LoginWay.Kind;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The logins that this process has proved, and what stood on the server then: while that stands, to log in again would
 * tell nothing new, and take a connection from a service that may have only one.
 */
public final class ProvedLogins {
    /** A pooler or a firewall changes without the server's knowing. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Clock clock;
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    public ProvedLogins(Clock clock) {
        this.clock = clock;
    }

    /**
     * What an attempt comes to beside what is wanted and what was proved before, which is kept from now on.
     *
     * @param wanted what it should find; empty where only the password matters
     */
    public LoginAttempt judge(
            LoginWay way,
            Optional<Session> wanted,
            Credential credential,
            LoginEvidence evidence,
            LoginAttempt attempt) {
        if (attempt.proof() instanceof LoginProof.Unknown unknown && unknown.occupied()) {
            return earlier(way, credential, evidence)
                    .filter(session -> wanted.map(session::equals).orElse(true))
                    .map(LoginAttempt::proved)
                    .orElse(attempt);
        }
        if (!(attempt.proof() instanceof LoginProof.Proved found)) {
            return attempt;
        }
        if (wanted.filter(session -> !session.equals(found.session())).isPresent() && way.kind() != Kind.SERVER) {
            return attempt.otherwise(way, wanted.get(), found.session());
        }
        entries.put(
                new Key(way.address(), credential.user()),
                new Entry(digest(credential, evidence.login()), evidence.server(), clock.instant(), found.session()));
        return attempt;
    }

    /**
     * Takes an earlier process's word for it that this session was found, if this one has not tried; until some time within
     * the hour, so that not all are tried together.
     */
    public void trust(LoginWay way, Credential credential, LoginEvidence evidence, Session session) {
        var spent = Duration.ofMillis(ThreadLocalRandom.current().nextLong(LONGEST.toMillis()));
        entries.putIfAbsent(
                new Key(way.address(), credential.user()),
                new Entry(
                        digest(credential, evidence.login()),
                        evidence.server(),
                        clock.instant().minus(spent),
                        session));
    }

    /** What the login found when it was proved, if nothing has changed since. */
    public Optional<Session> standing(LoginWay way, Credential credential, LoginEvidence evidence) {
        return entry(way, credential, evidence)
                .filter(entry -> entry.server().equals(evidence.server()))
                .filter(entry -> clock.instant().isBefore(entry.at().plus(LONGEST)))
                .map(Entry::session);
    }

    /** The same as long as the login itself has not changed, for when it cannot be tried. */
    public Optional<Session> earlier(LoginWay way, Credential credential, LoginEvidence evidence) {
        return entry(way, credential, evidence).map(Entry::session);
    }

    private Optional<Entry> entry(LoginWay way, Credential credential, LoginEvidence evidence) {
        return Optional.ofNullable(entries.get(new Key(way.address(), credential.user())))
                .filter(entry -> entry.login().equals(digest(credential, evidence.login())));
    }

    /** So that no password is kept here. */
    private static String digest(Credential credential, String evidence) {
        try {
            var text = credential.password().value() + '\0' + evidence;
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private record Key(Address way, Identifier user) {}

    private record Entry(String login, String server, Instant at, Session session) {}
}
