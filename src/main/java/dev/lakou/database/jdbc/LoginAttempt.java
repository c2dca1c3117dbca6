package dev.lakou.database.jdbc;

import dev.lakou.database.jdbc.LoginWay.Kind;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;

/**
 * What came of one login.
 *
 * @param password what it showed of the password
 */
public record LoginAttempt(LoginProof proof, PasswordAnswer password) {

    public static LoginAttempt proved(Session session) {
        return new LoginAttempt(new LoginProof.Proved(session), PasswordAnswer.RIGHT);
    }

    public boolean wrongPassword() {
        return password == PasswordAnswer.WRONG;
    }

    /** The same, where the server looked at the password first and let it pass. */
    public LoginAttempt withRightPassword() {
        return new LoginAttempt(proof, PasswordAnswer.RIGHT);
    }

    public static LoginAttempt refused(Identifier user, LoginWay way, String said) {
        return new LoginAttempt(
                new LoginProof.Refused(user, "\"%s\" is turned away by %s: %s".formatted(user, way, said)),
                PasswordAnswer.UNKNOWN);
    }

    /** Where the password of the Secret is wrong, somebody between knows another; a replica may not know it yet. */
    public static LoginAttempt wrongPassword(Identifier user, LoginWay way, String said) {
        var advice =
                switch (way.kind()) {
                    case SERVER -> "It has another password there, or is checked by something else than its password.";
                    case ENDPOINT ->
                        "What answers there does not know this login, or not its newest password: let it ask the"
                                + " server (PgBouncer: auth_query), or bring its own list up to date.";
                    case REPLICA -> "";
                };
        var attempt =
                way.kind() == Kind.REPLICA ? notYet(user, way) : refused(user, way, (said + ' ' + advice).strip());
        return new LoginAttempt(attempt.proof(), PasswordAnswer.WRONG);
    }

    /** There is no such login to try. */
    public static LoginAttempt absent(Identifier user, LoginWay way) {
        return unknown(user, way, false, "the login is not there. Retried.");
    }

    /** What was changed on the server reaches its replica later. */
    public static LoginAttempt notYet(Identifier user, LoginWay way) {
        return unknown(user, way, false, "what was changed on the server has not reached it yet. Retried.");
    }

    /** The login works, and finds another session than it should; of the server itself, the applier says so. */
    LoginAttempt otherwise(LoginWay way, Session wanted, Session found) {
        return way.kind() == Kind.REPLICA
                ? notYet(wanted.user(), way)
                : refused(
                        wanted.user(),
                        way,
                        "it comes in as \"%s\" in schema \"%s\" where it should be \"%s\" in \"%s\". Have what answers there log in to the server with the client's own user."
                                .formatted(found.runsAs(), schema(found), wanted.runsAs(), schema(wanted)));
    }

    private static String schema(Session session) {
        return session.schema().map(Identifier::value).orElse("none");
    }

    public static LoginAttempt unknown(Identifier user, LoginWay way, boolean occupied, String said) {
        return new LoginAttempt(
                new LoginProof.Unknown(
                        user, occupied, "Whether \"%s\" can log in by %s is not known: %s".formatted(user, way, said)),
                occupied ? PasswordAnswer.RIGHT : PasswordAnswer.UNKNOWN);
    }

    /** What a login shows of its password. */
    public enum PasswordAnswer {
        RIGHT,
        WRONG,
        /** It was turned away before anybody looked at the password, or nobody answered. */
        UNKNOWN
    }
}
